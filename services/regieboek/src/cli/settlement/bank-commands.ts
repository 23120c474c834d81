import {
  ImportBankStatement,
  ListUnmatchedEntries,
  unmatchedInWords,
  unmatchedSheet,
  type BankStatementResult,
} from '@regieboek/finance';
import { formatEuro, isRefusal, type Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { inRegion, print, type InRegion } from '../in-region.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { CommandRefused, table, type Output } from '../output.js';
import { readText } from '../read-text.js';
import { bankTexts } from './bank-texts.js';
import { receiptLines } from './receipt-commands.js';
import { readTermsFile } from './terms-file.js';

/** Options of `bank-statement`. */
export interface BankStatementOptions extends InRegion {
  /** File with the terms of payment: accounts of municipalities, and advances. */
  readonly terms: string;
}

type Entries = BankStatementResult['unmatched'];

function unmatchedLines(entries: Entries, language: Language): string[] {
  const texts = bankTexts[language];
  if (entries.length === 0) return [texts.noneUnmatched];
  return table(
    texts.columns,
    entries.map((one) => [
      ...[one.receivedOn, one.reference, one.municipality ?? '-', formatEuro(one.cents)],
      unmatchedInWords(one.reason, language),
    ]),
    [3],
  );
}

function resultLines({ entries, known, receipts, unmatched }: BankStatementResult, language: Language): string[] {
  return [
    bankTexts[language].result(entries, receipts.length, unmatched.length, known),
    ...(receipts.length > 0 ? receiptLines(receipts, language) : []),
    ...(unmatched.length > 0 ? ['', ...unmatchedLines(unmatched, language)] : []),
  ];
}

/** `regieboek bank-statement`: records the receipts of a bank statement (camt.053), and lists the rest. */
export async function bankStatementCommand(
  path: string,
  settings: Settings,
  options: BankStatementOptions,
  output: Output,
): Promise<void> {
  const { region } = options;
  const terms = await readTermsFile(options.terms, region, output.language);
  const xml = await readText(path, output.language);
  const result = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new ImportBankStatement(region, xml, terms)),
  ).catch((error: unknown) => {
    if (!isRefusal(error) || error.faults.length === 0) throw error;
    const lines = error.faults.map(({ place, text }) => `${path}: ${place}: ${text}`);
    throw new CommandRefused(lines.join('\n'));
  });
  print(result, options, output, resultLines);
}

/** `regieboek receipts --unmatched`: entries of bank statements that ask for a decision. */
export async function unmatchedCommand(settings: Settings, options: InRegion & OutFile, output: Output): Promise<void> {
  const entries = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ListUnmatchedEntries(options.region)),
  );
  await writeOut(options, (language) => [unmatchedSheet(entries, language)], output);
  print(entries, options, output, unmatchedLines);
}
