import { join } from 'node:path';
import { nextMonth, type Language, type Month } from '@regieboek/kernel';
import type { DemoSeal } from './seals.js';
import { demoTexts } from './texts.js';

/** A demo that is done: its folder, its seals and its last month. */
interface Done {
  readonly folder: string;
  readonly seals: readonly DemoSeal[];
  readonly last: Month;
}

/** Day of the month after the last one until which facts count in the example. */
const REPORTED_DAY = '15';

const VARIANT = '2025.1-earliest-first';

/** Commands that show what the ledger can do with its history; each works on the ledger of the demo. */
export function nextSteps({ folder, seals, last }: Done, language: Language): string[] {
  const texts = demoTexts[language];
  const newest = seals.at(-1);
  if (newest === undefined) return [];
  const { region, period } = newest;
  const corrected = nextMonth(period);
  const line = (words: string, of: Month): string =>
    `  npx regieboek ${words} --region ${region} --period ${of} --data-dir '${join(folder, 'data')}'`;
  const reported = `${nextMonth(last)}-${REPORTED_DAY}`;
  return [
    '',
    texts.knownAtStep(last, reported),
    `${line('replay', last)} --known-at told:${reported}`,
    texts.diffStep(period),
    line('diff', period),
    texts.correctionStep(corrected),
    line('statement', corrected),
    texts.whatIfStep(last),
    `${line('diff', last)} --to-rule-set ${VARIANT}`,
  ];
}
