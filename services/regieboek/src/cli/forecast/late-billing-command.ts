import type { KnownAt } from '@regieboek/finance';
import { formatEuro, type Language } from '@regieboek/kernel';
import { GetLateBilling, lateBillingJson, lateBillingSheet, type MadeLateBilling } from '@regieboek/reporting';
import type { Settings } from '../../process/settings.js';
import { writeOut, type OutFile } from '../files/out-file.js';
import { inRegion, watching, type InRegion } from '../in-region.js';
import { CommandRefused, table, type Output } from '../output.js';
import { forecastTexts } from './texts.js';

/** Options of `late-billing`. */
export interface LateBillingOptions extends InRegion, OutFile {
  readonly municipality?: string;
  readonly provider?: string;
  readonly knownAt?: KnownAt;
}

type Amounts = MadeLateBilling['lateBilling']['total'];

const amountsOf = ({ declaredCents, expectedCents, lowCents, highCents }: Amounts): string[] =>
  [declaredCents, expectedCents, lowCents, highCents].map(formatEuro);

function linesOf({ made, lateBilling: { months, total } }: MadeLateBilling, language: Language): string[] {
  const texts = forecastTexts[language];
  const rows = months.map(({ month, ages, ...amounts }) => [month, String(ages), ...amountsOf(amounts)]);
  return [
    texts.lateBilling(made.region),
    '',
    ...table(texts.lateBillingColumns, [...rows, [texts.total, '', ...amountsOf(total)]], [1, 2, 3, 4, 5]),
    '',
    texts.chainLadder,
    texts.known(made.position, made.knownOn),
  ];
}

/** `regieboek late-billing`: what is still to be declared of recent months of care. */
export async function lateBillingCommand(
  settings: Settings,
  options: LateBillingOptions,
  output: Output,
): Promise<void> {
  const { region, municipality, provider, knownAt } = options;
  if (knownAt && 'toldBy' in knownAt) throw new CommandRefused(forecastTexts[output.language].told);
  const question = {
    ...(municipality === undefined ? {} : { municipality }),
    ...(provider === undefined ? {} : { provider }),
  };
  const request = { region, question, ...(knownAt ? { knownAt } : {}) };
  const made = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new GetLateBilling(request, watching(output))),
  );
  if (options.json) output.json(lateBillingJson(made));
  else for (const line of linesOf(made, output.language)) output.line(line);
  await writeOut(options, (language) => [lateBillingSheet(made, language)], output);
}
