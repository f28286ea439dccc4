import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/http/page-meta.ts";
import { TextPage } from "#app/ui/text-page.tsx";

export const loader = ({ context: { site } }: LoaderFunctionArgs) => ({
  name: site.operatorName ?? null,
  email: site.operatorEmail ?? null,
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Kontakt",
    description: "Hvem der driver sitet, og hvordan du får fat i dem.",
    path: "/kontakt",
  });

export default function ContactPage() {
  const { name, email } = useLoaderData<typeof loader>();
  return (
    <TextPage
      path="/kontakt"
      title="Kontakt"
      lead="Spørgsmål om sitet går til dem, der driver det. Spørgsmål om et eksempel går til kommunen."
      updated="26. november 2026"
      next={[
        { href: "/meld-et-problem", label: "Meld et problem med en side" },
        { href: "/kommuner", label: "Find en kommune" },
      ]}
    >
      <h2>Dem, der driver sitet</h2>
      <p>{name ?? "Den, der har sat dette site op, har endnu ikke oplyst et navn."}</p>
      <p>
        {email ? (
          <a href={`mailto:${email}`}>{email}</a>
        ) : (
          "Der er endnu ikke oplyst en mailadresse. Brug »Meld et problem« på den side, det handler om."
        )}
      </p>
      <h2>Hvis et barn kan genkendes</h2>
      <p>
        <a href="/meld-et-problem">Meld det med det samme</a>, og sig, hvor på siden det står. Skriv ikke barnets navn i
        meldingen.
      </p>
      <h2>En kommune</h2>
      <p>
        Hver <a href="/kommuner">kommunes side</a> har et link til kommunens egen hjemmeside, og de kontaktpersoner, der
        har sagt ja til at blive ringet op.
      </p>
    </TextPage>
  );
}
