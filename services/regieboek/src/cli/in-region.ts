/** Common parts of commands on a region: opening the product and printing the result. */
import type { Watch } from '@regieboek/finance';
import type { Language } from '@regieboek/kernel';
import { withLedger, type Regieboek } from '../process/regieboek.js';
import type { Settings } from '../process/settings.js';
import { mustKnow } from './billing/bill-command.js';
import type { Output } from './output.js';
import { outputTexts } from './texts.js';

/** Region of a command, with its output. */
export interface InRegion {
  readonly region: string;
  readonly json?: boolean;
}

/** Shows on the terminal how far long work is. */
export const watching = (output: Output): Watch => ({
  onProgress({ step, done, total }) {
    const { steps, progress } = outputTexts[output.language];
    output.progress(progress(steps[step], done, total));
  },
});

/** Runs `work` on the opened product, once the region is known; ends the progress line in any case. */
export async function inRegion<Result>(
  settings: Settings,
  { region }: InRegion,
  output: Output,
  work: (regieboek: Regieboek) => Promise<Result>,
): Promise<Result> {
  try {
    return await withLedger(settings, async (regieboek) => {
      await mustKnow(regieboek, region, output.language);
      return work(regieboek);
    });
  } finally {
    output.progressDone();
  }
}

/** Prints a result as JSON, or in lines for people. */
export function print<Result>(
  result: Result,
  { json }: InRegion,
  output: Output,
  lines: (result: Result, language: Language) => readonly string[],
): void {
  if (json) output.json(result);
  else for (const line of lines(result, output.language)) output.line(line);
}
