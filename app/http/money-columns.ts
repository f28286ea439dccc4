import { amountBlanks } from "#app/domain/blank-vocabulary.ts";
import { agreementName } from "#app/domain/budgets/agreement-vocabulary.ts";
import { accounts, moneyKinds, moneyLevels, permanences } from "#app/domain/ground-vocabulary.ts";
import { restsOnInWords } from "#app/ui/ground/source-line.tsx";
import type { BudgetCell, ShownBudgetRow } from "#db/queries/budgets/rows.ts";
import type { CsvColumns } from "./csv.ts";

/** The cell of a line in a year, for a file. */
type MoneyCell = Omit<ShownBudgetRow, "cells"> & BudgetCell & { lineFinancing: string | null };

/** Each cell of each row by itself. */
export const moneyCells = (rows: readonly ShownBudgetRow[]): MoneyCell[] =>
  rows.flatMap(({ cells, ...row }) => cells.map((cell) => ({ ...row, ...cell, lineFinancing: row.financing })));

/** The columns of a file of amounts that say what an amount is and rests on. @param publicUrl in front of the passages' addresses */
export const moneyColumns = (publicUrl: string): CsvColumns<MoneyCell> => ({
  Linje: ({ label }) => label,
  År: ({ year }) => year,
  "Beløb i kr.": ({ amount }) => amount,
  "Uden beløb": ({ blank }) => blank && amountBlanks[blank],
  "Som trykt": ({ printed }) => printed,
  "Trykt enhed": ({ printedUnit }) => printedUnit,
  "Ikke et helt år": ({ partYear }) => partYear,
  Type: ({ kind }) => moneyKinds[kind],
  Prisår: ({ priceYear }) => priceYear,
  "Drift eller anlæg": ({ account }) => account && accounts[account],
  Varighed: ({ permanence }) => permanence && permanences[permanence],
  "En af de tre linjer": ({ level }) => level && moneyLevels[level],
  Finansiering: ({ financing, lineFinancing }) => financing ?? lineFinancing,
  Sektor: ({ sector }) => sector,
  Forslag: ({ proposal }) => proposal,
  Aftale: ({ agreement }) => agreement && agreementName(agreement),
  "Rækkens gennemsnit, som trykt": ({ meanPrinted }) => meanPrinted,
  Demodata: ({ demo }) => demo,
  Kilde: ({ source }) => restsOnInWords(source),
  "Kildens adresse": ({ source }) => (source?.address ? `${publicUrl}${source.address}` : null),
});
