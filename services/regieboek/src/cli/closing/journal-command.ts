import { Readable } from 'node:stream';
import {
  GetAuditFile,
  journalSheet,
  ListJournalEntries,
  readAccounts,
  type JournalLine,
  type JournalRequest,
  type KnownAt,
  type RegionAccounts,
} from '@regieboek/finance';
import { formatEuro, type Language, type Month } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { inRegion, print, watching, type InRegion } from '../in-region.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { CommandRefused, table, type Output } from '../output.js';
import { readYamlInput } from '../files/yaml-input.js';
import { mustHaveFolder, writeWhole } from '../sheet-file.js';
import { outputTexts } from '../texts.js';
import { closingTexts } from './texts.js';

/** Options of `journal-entries`. */
export interface JournalOptions extends InRegion, OutFile {
  readonly period: Month;
  /** File with the accounts of the organisation. */
  readonly accounts: string;
  readonly detailed?: boolean;
  readonly knownAt?: KnownAt;
}

async function accountsIn(path: string, region: string, language: Language): Promise<RegionAccounts> {
  const { invalidAccounts, needsAccounts, wholeFile, otherAccounts } = closingTexts[language];
  const read = (value: unknown) => {
    const found = readAccounts(value);
    return 'accounts' in found ? { value: found.accounts } : found;
  };
  const words = { right: 'accounts', needs: needsAccounts, invalid: invalidAccounts, wholeFile } as const;
  const accounts = await readYamlInput(path, { read, ...words }, language);
  if (accounts.region !== region) throw new CommandRefused(otherAccounts(path, accounts.region, region));
  return accounts;
}

const journalLinesOf = (lines: readonly JournalLine[], language: Language): string[] =>
  table(
    closingTexts[language].journalColumns,
    lines.map(({ entry, account, party, cents }) => [entry, account.code, account.name, party, formatEuro(cents)]),
    [4],
  );

type ToAuditFile = JournalOptions & { readonly out: string };

const isAuditFile = (options: JournalOptions): options is ToAuditFile => /\.xaf$/i.test(options.out ?? '');

/** Writes an audit file (XAF 4.0), whole or not at all. Throws CommandRefused when the accounts do not name the organisation. */
async function writeAuditFile(
  settings: Settings,
  { out, region, period, json }: ToAuditFile,
  request: JournalRequest & { readonly accounts: RegionAccounts },
  output: Output,
): Promise<void> {
  const { company } = request.accounts;
  if (company === null) throw new CommandRefused(closingTexts[output.language].needsCompany);
  await mustHaveFolder(out, output);
  const xml = await inRegion(settings, { region }, output, (regieboek) =>
    regieboek.ask(new GetAuditFile({ region, period }, company, request, watching(output))),
  );
  await writeWhole(out, Readable.from([xml]));
  if (json) output.json({ out });
  else output.line(outputTexts[output.language].writtenTo(out));
}

/** `regieboek journal-entries`: the postings of a month on the accounts of an organisation. */
export async function journalCommand(settings: Settings, options: JournalOptions, output: Output): Promise<void> {
  const { region, period, knownAt, detailed } = options;
  const accounts = await accountsIn(options.accounts, region, output.language);
  const request = { accounts, isDetailed: detailed, knownAt };
  if (isAuditFile(options)) return writeAuditFile(settings, options, request, output);
  const lines = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ListJournalEntries({ region, period }, request, watching(output))),
  );
  await writeOut(options, (language) => [journalSheet(lines, language)], output);
  print(lines, options, output, journalLinesOf);
}
