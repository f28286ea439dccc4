import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeThemeInput, newThemeInput, themeVersionInput } from "#app/domain/follow-ups/input.ts";
import { addTheme, changeTheme, deleteTheme } from "#app/domain/follow-ups/keep-themes.server.ts";
import { focusKinds } from "#app/domain/ground-vocabulary.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedWith } from "#app/http/list-address.ts";
import { loadMandatePart, mandateOf, mandatePartPages } from "#app/http/mandate-part.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Submit } from "#app/ui/form.tsx";
import { counted } from "#app/ui/format.ts";
import { OrderField, partBefore, ThemeForm } from "#app/ui/keeping/follow-up-fields.tsx";
import { MandatePartFrame, mandatePartAddress } from "#app/ui/keeping/mandate-parts.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { type KeptTheme, listKeptThemes, listThemeInitiatives } from "#db/queries/follow-ups/keep-themes.ts";

const route = "kommuner/:slug/opfoelgning/:id/temaer";

export const loader = guarded(route, async ({ request, params: { id }, context, subject: place }) => {
  const shared = await loadMandatePart(context, place, id);
  const { sql, viewer } = context;
  const themes = await listKeptThemes(sql, viewer, shared.mandate.id);
  const initiatives = shared.changes
    ? await listThemeInitiatives(sql, viewer, { code: place.code, demo: shared.mandate.demo })
    : [];
  return { ...shared, themes, initiatives, one: openedWith(request, mandatePartPages, themes, shared.changes) };
});

export const action = intents(route, {
  async add({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await addTheme(sql, viewer, mandateOf(place, id), sent.parse(newThemeInput));
    return taken(mandatePartAddress(place, id, "temaer"), "gemt");
  },
  async change({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await changeTheme(sql, viewer, mandateOf(place, id), sent.parse(changeThemeInput));
    return taken(mandatePartAddress(place, id, "temaer"), "gemt");
  },
  async remove({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await deleteTheme(sql, viewer, mandateOf(place, id), sent.parse(themeVersionInput));
    return taken(mandatePartAddress(place, id, "temaer"), "fjernet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Tematiske opfølgninger i ${args.data.mandate.title}: ${args.data.place.name}`,
        description: "Opfølgningens temaer.",
        path: mandatePartAddress(args.data.place, args.data.mandate.id, "temaer"),
        hidden: true,
      })
    : [];

const done = { gemt: "Den tematiske opfølgning er gemt.", fjernet: "Den tematiske opfølgning er fjernet." };

export default function KeptThemes() {
  const { place, doors, mandate, changes, passages, themes, initiatives, one } = useLoaderData<typeof loader>();
  const path = mandatePartAddress(place, mandate.id, "temaer");
  const back = { href: `${path}#${one?.row.id ?? ""}`, label: "Tilbage til de tematiske opfølgninger" };
  const which = { name: "themeId", value: one?.row.id ?? "" };
  const version = String(one?.row.version ?? "");
  return (
    <MandatePartFrame place={place} doors={doors} mandate={mandate} part="temaer">
      <Done sentences={done} />
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.row.theme}`} back={back}>
          <IntentForm
            intent="change"
            of={which}
            along={{ version, wasAfter: partBefore(one.row.id, themes) }}
            failed="Den tematiske opfølgning er ikke gemt endnu"
          >
            <ThemeForm now={one.row} initiatives={initiatives} passages={passages} />
            <OrderField id={one.row.id} others={themes.map((theme) => ({ id: theme.id, name: nameOf(theme) }))} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "remove" && (
        <Confirm
          title={`Fjern ${one.row.theme}`}
          back={{ ...back, label: "Nej, tilbage til de tematiske opfølgninger" }}
          intent="remove"
          of={which}
          along={{ version }}
          yes="Fjern"
        >
          <p>
            {mandate.publishedAt
              ? "Den forsvinder også fra kommunens side, og det kan ikke fortrydes."
              : "Den forsvinder, og det kan ikke fortrydes."}
          </p>
        </Confirm>
      )}
      {!one && (
        <>
          <section>
            <h2>
              {themes.length > 0
                ? counted(themes.length, "tematisk opfølgning", "tematiske opfølgninger")
                : "Ingen tematiske opfølgninger endnu"}
            </h2>
            <ol className="entries">
              {themes.map((theme) => (
                <li key={theme.id} id={theme.id}>
                  <h3>{theme.theme}</h3>
                  <p className="quiet">
                    {periodOf(theme)}. {focusOf(theme)}
                  </p>
                  {changes && (
                    <div className="row-actions">
                      <RowLink href={`${path}?ret=${theme.id}`} name={theme.theme} />
                      <RowLink href={`${path}?fjern=${theme.id}`} name={theme.theme}>
                        Fjern
                      </RowLink>
                    </div>
                  )}
                </li>
              ))}
            </ol>
          </section>
          {changes && (
            <section>
              <h2 id="ny">Ny tematisk opfølgning</h2>
              <IntentForm intent="add" failed="Den tematiske opfølgning er ikke gemt endnu">
                <ThemeForm initiatives={initiatives} passages={passages} />
                <Submit>Gem</Submit>
                <KeepWarning />
              </IntentForm>
            </section>
          )}
        </>
      )}
    </MandatePartFrame>
  );
}

const periodOf = ({ periodPrinted, numeral }: Pick<KeptTheme, "periodPrinted" | "numeral">): string =>
  numeral ? `${periodPrinted}, ${numeral}` : periodPrinted;

const nameOf = (theme: Pick<KeptTheme, "periodPrinted" | "numeral" | "theme">): string =>
  `${theme.theme} (${periodOf(theme)})`;

const focusOf = ({ focusKind, focus }: Pick<KeptTheme, "focusKind" | "focus">): string =>
  focusKind === "ikke-besluttet"
    ? "Fokus: ikke endeligt besluttet."
    : `${focusKinds[focusKind]}: ${focus.filter(({ under }) => under === null).length}.`;
