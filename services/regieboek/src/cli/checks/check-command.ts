import { CheckLedger, type CheckResult } from '@regieboek/platform';
import { withLedger } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { mustKnow } from '../billing/bill-command.js';
import { CommandRefused, table, type Output } from '../output.js';
import { checkTexts } from './texts.js';

/** Options of `check`. */
export interface CheckCommandOptions {
  readonly region?: string;
  readonly deep?: boolean;
  readonly json?: boolean;
}

/** Prints a line for each check, and then every fault. */
export function printResults(results: readonly CheckResult[], output: Output): void {
  const texts = checkTexts[output.language];
  const rows = results.map(({ check, subject, count, mark, faults }) => [
    texts.names[check],
    subject,
    String(count),
    faults.length === 0 ? texts.sound : texts.unsound,
    mark ?? '',
  ]);
  for (const line of table(texts.columns, rows, [2])) output.line(line);
  const faults = results.flatMap((result) => result.faults);
  if (faults.length === 0) return;
  output.line();
  output.line(texts.faults);
  for (const { text } of faults) output.line(`- ${text}`);
}

/** `regieboek check`: a line for each part of the ledger; refused when one is not in order. */
export async function checkCommand(
  settings: Settings,
  { region, deep = false, json }: CheckCommandOptions,
  output: Output,
): Promise<void> {
  const texts = checkTexts[output.language];
  const onResult = ({ check, subject }: CheckResult) => output.progress(`${texts.names[check]} ${subject}`);
  const results = await withLedger(settings, async (regieboek) => {
    if (region !== undefined) await mustKnow(regieboek, region, output.language);
    return regieboek.ask(new CheckLedger({ region, isDeep: deep, onResult }));
  }).finally(() => output.progressDone());
  const unsound = results.filter(({ faults }) => faults.length > 0).length;
  if (json) output.json({ isSound: unsound === 0, results });
  else printResults(results, output);
  if (unsound > 0) throw new CommandRefused(texts.refused(unsound));
  if (!json) output.line(texts.allSound(results.length, deep));
}
