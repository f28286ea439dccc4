import type { Monday } from "#app/domain/methods/monday.ts";

/** What one can do on Monday, atop a guide. */
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
