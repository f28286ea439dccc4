import type { Monday } from "#app/domain/methods/monday.ts";

/** "På mandag": the three first things of a guide, atop its page. */
export function OnMonday({ monday: { lead, steps } }: { monday: Monday }) {
  return (
    <section className="monday" aria-labelledby="paa-mandag">
      <h2 id="paa-mandag">På mandag</h2>
      {lead && <p>{lead}</p>}
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
