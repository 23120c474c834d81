import { resolve } from 'node:path';
import {
  csvSheetOf,
  GetStatementDocuments,
  jsonStatementOf,
  type KnownAt,
  type StatementDocument,
} from '@regieboek/finance';
import { nextMonth, type Language, type Month } from '@regieboek/kernel';
import { csvParts } from '@regieboek/sheets';
import type { Settings } from '../../process/settings.js';
import type { MonthsOfOption } from '../arguments.js';
import { inRegion, watching } from '../in-region.js';
import { CommandRefused, warnOfOthers, type Output } from '../output.js';
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

/** Prints statements, or writes their files. */
async function show(documents: readonly StatementDocument[], options: StatementOptions, output: Output) {
  const { out, format = statementFormats, lang, json } = options;
  if (out !== undefined) {
    await warnOfOthers(out, output);
    await writeStatements(documents, resolve(out), { formats: format, language: lang });
  }
  if (json) output.json(documents.map((one) => jsonStatementOf(one)));
  else if (out === undefined) await printCsv(documents, lang, output);
  else output.line(billingTexts[output.language].written(documents.length, resolve(out)));
}

/** `regieboek statement`: statements of months, of one municipality or of all. */
export async function statementCommand(settings: Settings, options: StatementOptions, output: Output): Promise<void> {
  const { region, period, municipality, knownAt, since } = options;
  const documents = await inRegion(settings, options, output, async (regieboek) => {
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
    return all;
  });
  if (municipality && documents.length === 0) {
    const months = period.from === period.to ? period.from : `${period.from}..${period.to}`;
    throw new CommandRefused(billingTexts[output.language].nothingBorne(municipality, region, months));
  }
  await show(documents, options, output);
}
