import { formatEuro, fromDay, toDay, type Cents } from '@regieboek/kernel';
import type { ResidenceFact } from '@regieboek/events';
import { productOf, type RegionHistory } from '@regieboek/journal';
import { explain, isReviewReason, type Language, type RuleId } from '@regieboek/residence';
import type { BilledLine, BillingRun } from '../domain/billing-run.js';
import type { LumpSumLine } from '../domain/lump-sum-lines.js';

/** Why a municipality pays an amount: sentences for people, and the line and facts behind them. */
export interface Explanation {
  readonly line: BilledLine | LumpSumLine;
  readonly sentences: readonly string[];
  /** Facts the residence rule used; ids that start with care: or assignment: stand for messages. */
  readonly facts: readonly {
    readonly id: string;
    readonly fact: ResidenceFact | null;
    readonly recordedOn: string | null;
  }[];
}

/** What an explanation is given in. */
export interface Surroundings {
  readonly run: BillingRun;
  readonly history: RegionHistory;
  readonly nameOf: (code: string) => string;
  readonly language: Language;
}

type Sentences = Record<Language, string>;

const euro = (amount: Cents): string => `€ ${formatEuro(amount)}`;

const units: Record<string, Sentences> = {
  '01': { nl: 'minuten', en: 'minutes' },
  '04': { nl: 'uur', en: 'hours' },
  '14': { nl: 'etmalen', en: 'periods of 24 hours' },
  '16': { nl: 'dagdelen', en: 'half days' },
  '82': { nl: 'stuks', en: 'pieces' },
  '83': { nl: 'eurocent', en: 'cents' },
  '84': { nl: 'stuks', en: 'pieces' },
};

const grounds: Record<BilledLine['ground'], Sentences> = {
  'stay-days': { nl: 'getelde verblijfsdagen', en: 'counted days of stay' },
  'care-days': { nl: 'dagen waarop de hulp liep', en: 'days on which care ran' },
  'period-days': {
    nl: 'dagen van de productperiode, omdat er geen startbericht is',
    en: 'days of the product period, because there is no start message',
  },
};

const place = ({ nameOf }: Surroundings, code: string | null): string =>
  code === null ? '?' : `${nameOf(code)} (${code})`;

/** The whole declared line that a part belongs to. */
function wholeOf(
  { provider, reference }: BilledLine,
  { run }: Surroundings,
): { cents: Cents; volume: number; days: number } {
  const parts = run.lines.filter((one) => one.provider === provider && one.reference === reference);
  const sum = (of: (one: BilledLine) => number) => parts.reduce((total, one) => total + of(one), 0);
  return { cents: sum(({ cents }) => cents), volume: sum(({ volume }) => volume), days: sum(({ days }) => days) };
}

function declared(line: BilledLine, at: Surroundings): Sentences {
  const whole = wholeOf(line, at);
  const contract = at.history.contracts.get(line.provider);
  const product = productOf(contract, line.category, line.code);
  const name = `${line.code}${product ? ` (${product.name})` : ''}`;
  const from = `${contract?.name ?? ''} (${line.provider})`.trim();
  const price = line.tariffCents === null ? '' : ` × ${euro(line.tariffCents)}`;
  const unit = units[line.unit] ?? { nl: 'eenheden', en: 'units' };
  const [verb, verbEn] = whole.cents < 0 ? ['crediteerde', 'credited'] : ['declareerde', 'declared'];
  return {
    nl: `${from} ${verb} ${whole.volume} ${unit.nl}${price} = ${euro(whole.cents)} voor product ${name}, periode ${line.periodFrom} tot en met ${line.periodTo}, onder nummer ${line.reference}.`,
    en: `${from} ${verbEn} ${whole.volume} ${unit.en}${price} = ${euro(whole.cents)} for product ${name}, period ${line.periodFrom} up to and including ${line.periodTo}, under number ${line.reference}.`,
  };
}

function share(line: BilledLine, at: Surroundings): Sentences {
  const { days } = wholeOf(line, at);
  const ground = grounds[line.ground];
  const who =
    line.municipality === null
      ? { nl: 'Nog niemand', en: 'Nobody yet' }
      : { nl: `Gemeente ${place(at, line.municipality)}`, en: `Municipality ${place(at, line.municipality)}` };
  return {
    nl: `${who.nl} draagt ${line.days} van de ${days} ${ground.nl} (${line.from} tot en met ${line.to}): ${euro(line.cents)}.`,
    en: `${who.en} bears ${line.days} of the ${days} ${ground.en} (${line.from} up to and including ${line.to}): ${euro(line.cents)}.`,
  };
}

function residence(line: BilledLine, { nameOf, language }: Surroundings): string {
  const interval = {
    from: toDay(line.from),
    to: toDay(line.to),
    municipality: line.municipality,
    rule: line.rule as RuleId,
    facts: line.facts,
    ...(line.chainStart === null ? {} : { chainStart: toDay(line.chainStart) }),
    ...(line.referenceDay === null ? {} : { referenceDay: toDay(line.referenceDay) }),
    review: line.review.filter((reason) => isReviewReason(reason)),
  };
  return `${explain(interval, language, nameOf)} [${line.rule}]`;
}

function claim(line: BilledLine, at: Surroundings): Sentences | null {
  if (line.municipality === null || line.municipality === line.payer) return null;
  const [payer, responsible] = [place(at, line.payer), place(at, line.municipality)];
  return {
    nl: `De declaratie kwam bij gemeente ${payer}, die de aanbieder betaalt (WPB-P1); zij heeft ${euro(line.cents)} te vorderen van ${responsible}.`,
    en: `The declaration went to municipality ${payer}, which pays the provider (WPB-P1); it has a claim of ${euro(line.cents)} on ${responsible}.`,
  };
}

function factsOf(line: BilledLine, history: RegionHistory): Explanation['facts'] {
  const known = history.youths.get(line.youth)?.facts ?? [];
  return line.facts.map((id) => {
    const found = known.find(({ fact }) => fact.id === id);
    return { id, fact: found?.fact ?? null, recordedOn: found ? fromDay(found.recordedOn) : null };
  });
}

const models: Record<LumpSumLine['model'], Sentences> = {
  fixed: { nl: 'een vaste sleutel', en: 'a fixed key' },
  use: { nl: 'gebruik', en: 'use' },
  hybrid: { nl: 'deels een vaste sleutel en deels gebruik', en: 'partly a fixed key and partly use' },
  'multi-year': { nl: 'het meerjarig gemiddelde', en: 'the mean of several years' },
};

function explainLumpSum(line: LumpSumLine, at: Surroundings): string[] {
  const lumpSum = at.history.contracts.get(line.provider)?.lumpSums.find(({ id }) => id === line.lumpSum);
  const name = lumpSum?.name ?? line.lumpSum;
  const yearly = euro(lumpSum?.yearlyCents ?? 0);
  const model = models[line.model];
  const byUse = line.model === 'use' || line.model === 'hybrid';
  const use = byUse
    ? { nl: `; eigen gebruik ${line.useDays} dagen`, en: `; own use ${line.useDays} days` }
    : { nl: '', en: '' };
  const sentences: Sentences = {
    nl: `Van de lumpsum ${name} (${yearly} per jaar, per maand een twaalfde) draagt gemeente ${place(at, line.municipality)} in ${at.run.period} ${euro(line.cents)}, verdeeld naar ${model.nl}${use.nl}.`,
    en: `Of the lump sum ${name} (${yearly} a year, a twelfth each month) municipality ${place(at, line.municipality)} bears ${euro(line.cents)} in ${at.run.period}, divided by ${model.en}${use.en}.`,
  };
  return [sentences[at.language]];
}

/** Explains a billed line: what was declared, which part this is, which rule points at the municipality, who paid. */
export function explainLine(line: BilledLine | LumpSumLine, at: Surroundings): Explanation {
  if (line.kind === 'lump-sum') return { line, sentences: explainLumpSum(line, at), facts: [] };
  const parts = [declared(line, at), share(line, at)].map((one) => one[at.language]);
  const claimed = claim(line, at);
  return {
    line,
    sentences: [...parts, residence(line, at), ...(claimed ? [claimed[at.language]] : [])],
    facts: factsOf(line, at.history),
  };
}
