import { resolve } from 'node:path';
import {
  csvSheetOf,
  GetRegionNames,
  GetStatementDocuments,
  jsonStatementOf,
  type KnownAt,
  mustBeKnownParties,
  type StatedMonth,
  type StatementDocument,
} from '@regieboek/finance';
import { nextMonth, type Language, type Month } from '@regieboek/kernel';
import { csvParts } from '@regieboek/sheets';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { inRegion, watching } from '../in-region.js';
import { CommandRefused, warnOfOthers, type Output } from '../output.js';
import { stateLines, statesOf } from '../months/month-states.js';
import { writeStatements } from './files.js';
import { statementFormats, type StatementFormat } from './formats.js';
import { billingTexts } from '../billing/texts.js';

/** Options of `statement`. */
export interface StatementOptions {
  readonly region: string;
  /** A month, a quarter or a year. */
  readonly period: MonthsOfOption;
  readonly municipality?: string;
  readonly knownAt?: KnownAt;
  /** Time from which changes are listed. */
  readonly since?: KnownAt;
  readonly out?: string;
  readonly format?: readonly StatementFormat[];
  /** Language of the documents. */
  readonly lang: Language;
  readonly json?: boolean;
}

function monthsIn({ from, to }: MonthsOfOption): Month[] {
  const months = [from];
  for (let month = nextMonth(from); month <= to; month = nextMonth(month)) months.push(month);
  return months;
}

/** Prints the lines of statements as CSV, in one table. */
async function printCsv(documents: readonly StatementDocument[], language: Language, output: Output): Promise<void> {
  for await (const part of csvParts(csvSheetOf(documents, language))) await output.text(part);
}

/** Statements, and what their months are: sealed, open, not over. */
interface Found {
  readonly documents: readonly StatementDocument[];
  readonly states: readonly StatedMonth[];
}

/** Prints statements, or writes their files. */
async function show({ documents, states }: Found, options: StatementOptions, output: Output): Promise<void> {
  const { out, format = statementFormats, lang, json } = options;
  const stateOf = ({ period }: StatementDocument['statement']) =>
    states.find((stated) => stated.period === period)?.state;
  if (out !== undefined) {
    await warnOfOthers(out, output);
    await writeStatements(documents, resolve(out), { formats: format, language: lang });
  }
  if (json) return output.json(documents.map((one) => ({ ...jsonStatementOf(one), state: stateOf(one.statement) })));
  const lines = stateLines(states, output.language);
  if (out === undefined) {
    // Standard output is a CSV file.
    for (const line of lines) output.step(line);
    return printCsv(documents, lang, output);
  }
  for (const line of [billingTexts[output.language].written(documents.length, resolve(out)), ...lines])
    output.line(line);
}

/** `regieboek statement`: statements of months, of one municipality or of all. */
export async function statementCommand(settings: Settings, options: StatementOptions, output: Output): Promise<void> {
  const { region, period, municipality, knownAt, since } = options;
  const { documents, states } = await inRegion(settings, options, output, async (regieboek) => {
    mustBeKnownParties(await regieboek.ask(new GetRegionNames(region)), region, { municipality });
    const all: StatementDocument[] = [];
    for (const month of monthsIn(period)) {
      const query = new GetStatementDocuments(
        { region, period: month },
        municipality,
        { knownAt, since },
        watching(output),
      );
      all.push(...(await regieboek.ask(query)));
    }
    return { documents: all, states: await statesOf(regieboek, region, period) };
  });
  if (municipality && documents.length === 0) {
    const months = period.from === period.to ? period.from : `${period.from}..${period.to}`;
    throw new CommandRefused(billingTexts[output.language].nothingBorne(municipality, region, months));
  }
  await show({ documents, states }, options, output);
}
