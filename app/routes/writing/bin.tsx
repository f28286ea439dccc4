import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { calledBy } from "#app/domain/called-by.ts";
import { binDraft, unbinDraft, whyNotBinned } from "#app/domain/cases/bin-draft.server.ts";
import { binInput, unbinInput } from "#app/domain/cases/input.ts";
import { mayBinDraft } from "#app/domain/cases/policy.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { chosenPage, listQuery, openedRow, refuseGoneRow } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { ActionButton, Done } from "#app/ui/form.tsx";
import { dateOf } from "#app/ui/format.ts";
import { Confirm } from "#app/ui/one-row.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { daysInBin, findBinnable } from "#db/queries/cases/bin.ts";
import { listDesk } from "#db/queries/cases/desk.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";

const route = "mine-tekster/papirkurv";
const path = "/mine-tekster/papirkurv";
const pageSize = 25;

export const loader = guarded(route, async ({ request, context: { sql, viewer } }) => {
  const opened = openedRow(request, "laeg");
  if (opened !== null) {
    const [text, subject] = await Promise.all([findBinnable(sql, viewer, opened), findDraftSubject(sql, opened)]);
    if (!text || !subject || !mayBinDraft(viewer, subject)) return refuseGoneRow();
    return { opened: { text, why: whyNotBinned(text), others: subject.contributors.length }, list: null, daysInBin };
  }
  const page = chosenPage(listQuery(request, ["side"]));
  return { opened: null, list: await listDesk(sql, viewer, "binned", { page, pageSize }), daysInBin };
});

export const action = intents(route, {
  async bin({ context: { sql, viewer } }, sent) {
    const { text, revision } = sent.parse(binInput);
    await binDraft(sql, viewer, text, revision);
    return taken(path, "lagt");
  },
  async unbin({ context: { sql, viewer } }, sent) {
    await unbinDraft(sql, viewer, sent.parse(unbinInput).text);
    return taken("/mine-tekster", "taget-op");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.opened
          ? `Læg »${calledBy(args.data.opened.text)}« i papirkurven`
          : listTitle("Papirkurv", [], args.data.list?.page),
        description: "Tekster, der slettes, hvis ingen tager dem op igen.",
        path,
        hidden: true,
      })
    : [];

const done = { lagt: "Teksten ligger i papirkurven." };

/** The last day on which a text can be taken out. */
const lastDay = (binnedAt: Date, days: number) => dateOf(new Date(binnedAt.getTime() + days * 86_400_000));

export default function Bin() {
  const { opened, list, daysInBin: days } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[
          { href: "/min-side", label: "Min side" },
          { href: "/mine-tekster", label: "Mine tekster" },
          { label: "Papirkurv" },
        ]}
        title="Papirkurv"
        lead={`Her ligger en tekst i ${days} dage. Så længe kan du tage den op igen.`}
      />
      <div className="wrap section stack">
        <Done sentences={done} />
        {opened && (
          <Confirm
            title={`Læg »${calledBy(opened.text)}« i papirkurven`}
            back={{ href: "/mine-tekster", label: "Nej, tilbage til mine tekster" }}
            intent="bin"
            of={{ name: "text", value: opened.text.id }}
            along={{ revision: opened.text.revision }}
            yes={opened.why === null && "Læg i papirkurven"}
          >
            {opened.why ? (
              <p>{opened.why}</p>
            ) : (
              <>
                <p>
                  Teksten bliver i papirkurven i {days} dage, og du og kommunens koordinator kan tage den op igen.
                  Derefter slettes den med alle versioner, og det kan ikke fortrydes.
                </p>
                {opened.others > 0 && <p>De andre, der skriver med, kan ikke skrive i den imens.</p>}
              </>
            )}
          </Confirm>
        )}
        {list &&
          (list.total === 0 ? (
            <p>
              Papirkurven er tom. <a href="/mine-tekster">Tilbage til mine tekster</a>
            </p>
          ) : (
            <>
              <ul className="entries">
                {list.items.map((text) => (
                  <li key={text.id}>
                    <h2>
                      {calledBy(text)} {text.demo && <DemoTag />}
                    </h2>
                    {text.binnedAt && (
                      <p className="quiet">
                        Lagt her {dateOf(text.binnedAt)}. Slettes efter {lastDay(text.binnedAt, days)}.
                      </p>
                    )}
                    <ActionButton intent="unbin" of={{ name: "text", value: text.id }} about={calledBy(text)}>
                      Tag op igen
                    </ActionButton>
                  </li>
                ))}
              </ul>
              <Pagination
                page={list.page}
                pages={Math.ceil(list.total / list.pageSize)}
                address={(page) => (page > 1 ? `${path}?side=${page}` : path)}
              />
            </>
          ))}
      </div>
    </>
  );
}
