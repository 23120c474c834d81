import { type Language, formatEuro, fromDay, toDay, type Cents } from '@regieboek/kernel';
import type { ResidenceFact } from '@regieboek/events';
import { monthlyAmounts, productOf, type LumpSumLine } from '@regieboek/billing';
import type { RegionHistory } from '@regieboek/journal';
import { explain, isReviewReason, type RuleId } from '@regieboek/residence';
import type { BilledLine, BillingRun } from '../domain/runs/billing-run.js';

/** Why a municipality pays an amount: sentences for people, and the line and facts behind them. */
export interface Explanation {
  readonly line: BilledLine | LumpSumLine;
  readonly sentences: readonly string[];
  /** Facts that the residence rule used; ids that start with care: or assignment: refer to messages. */
  readonly facts: readonly {
    readonly id: string;
    readonly fact: ResidenceFact | null;
    readonly recordedOn: string | null;
  }[];
}

/** Options of an explanation. */
export interface ExplanationContext {
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

/** Days of a line outside the care that start and stop messages report. */
const outsideCare: Sentences = {
  nl: 'dagen van de productperiode, omdat die buiten de gemelde hulp ligt',
  en: 'days of the product period, because it lies outside the reported care',
};

const place = ({ nameOf }: ExplanationContext, code: string | null): string =>
  code === null ? '?' : `${nameOf(code)} (${code})`;

/** The whole declared line that a part belongs to. */
function wholeOf(
  { provider, reference }: BilledLine,
  { run }: ExplanationContext,
): { cents: Cents; volume: number; days: number } {
  const parts = run.lines.filter((one) => one.provider === provider && one.reference === reference);
  const sum = (of: (one: BilledLine) => number) => parts.reduce((total, one) => total + of(one), 0);
  return { cents: sum(({ cents }) => cents), volume: sum(({ volume }) => volume), days: sum(({ days }) => days) };
}

function declared(line: BilledLine, at: ExplanationContext): Sentences {
  const whole = wholeOf(line, at);
  const contract = at.history.contracts.get(line.provider);
  const product = productOf(contract, line.category, line.code);
  const name = `${line.code}${product ? ` (${product.name})` : ''}`;
  const from = `${contract?.name ?? ''} (${line.provider})`.trim();
  const price = line.tariffCents === null ? '' : ` × ${euro(line.tariffCents)}`;
  const unit = units[line.unit] ?? { nl: 'eenheden', en: 'units' };
  const [verb, verbEn] = whole.cents < 0 ? ['crediteerde', 'credited'] : ['declareerde', 'declared'];
  return {
    nl: `${from} ${verb} ${Math.abs(whole.volume)} ${unit.nl}${price} = ${euro(whole.cents)} voor product ${name}, periode ${line.periodFrom} tot en met ${line.periodTo}, onder nummer ${line.reference}.`,
    en: `${from} ${verbEn} ${Math.abs(whole.volume)} ${unit.en}${price} = ${euro(whole.cents)} for product ${name}, period ${line.periodFrom} up to and including ${line.periodTo}, under number ${line.reference}.`,
  };
}

function share(line: BilledLine, at: ExplanationContext): Sentences {
  const { days } = wholeOf(line, at);
  const ground = line.review.includes('outside-care') ? outsideCare : grounds[line.ground];
  const who =
    line.municipality === null
      ? { nl: 'Nog niemand', en: 'Nobody yet' }
      : { nl: `Gemeente ${place(at, line.municipality)}`, en: `Municipality ${place(at, line.municipality)}` };
  return {
    nl: `${who.nl} draagt ${Math.abs(line.days)} van de ${Math.abs(days)} ${ground.nl} (${line.from} tot en met ${line.to}): ${euro(line.cents)}.`,
    en: `${who.en} bears ${Math.abs(line.days)} of the ${Math.abs(days)} ${ground.en} (${line.from} up to and including ${line.to}): ${euro(line.cents)}.`,
  };
}

function residence(line: BilledLine, { nameOf, language }: ExplanationContext): string {
  const interval = {
    from: toDay(line.from),
    to: toDay(line.to),
    municipality: line.municipalityOfDays,
    rule: line.rule as RuleId,
    facts: line.facts,
    ...(line.chainStart === null ? {} : { chainStart: toDay(line.chainStart) }),
    ...(line.referenceDay === null ? {} : { referenceDay: toDay(line.referenceDay) }),
    review: line.review.filter((reason) => isReviewReason(reason)),
  };
  return `${explain(interval, language, nameOf)} [${line.rule}]`;
}

function claim(line: BilledLine, at: ExplanationContext): Sentences | null {
  const { payer: payerCode, municipality } = line;
  if (municipality === null || payerCode === null || municipality === payerCode) return null;
  const [payer, responsible] = [place(at, payerCode), place(at, municipality)];
  return {
    nl: `De declaratie kwam bij gemeente ${payer}, die de aanbieder betaalt (WPB-P1); zij heeft ${euro(line.cents)} te vorderen van ${responsible}.`,
    en: `The declaration went to municipality ${payer}, which pays the provider (WPB-P1); it has a claim of ${euro(line.cents)} on ${responsible}.`,
  };
}

/** Reorganisations of the municipality of these days up to the last day of the month billed. */
function succession(line: BilledLine, at: ExplanationContext): Sentences | null {
  const { municipality, municipalityOfDays } = line;
  if (municipalityOfDays === null || municipalityOfDays === municipality) return null;
  const then = place(at, municipalityOfDays);
  if (municipality === null)
    return {
      nl: `Gemeente ${then} is sindsdien gesplitst: er bestaat niemand om dit aan in rekening te brengen, zodat een besluit nodig is.`,
      en: `Municipality ${then} has been split since: it has no single successor to bill, so a decision is needed.`,
    };
  const now = place(at, municipality);
  return {
    nl: `Gemeente ${then} is opgegaan in ${now}, die als rechtsopvolger betaalt.`,
    en: `Municipality ${then} merged into ${now}, which is billed as its legal successor.`,
  };
}

/** Payer of the provider where no municipality pays. */
function paidForAll(line: BilledLine, { history }: ExplanationContext): Sentences | null {
  if (line.payer !== null) return null;
  const organisation = history.definition?.organisation ?? '';
  return {
    nl: `${organisation} betaalt de aanbieder voor alle gemeenten, die onderling niets te vorderen hebben.`,
    en: `${organisation} pays the provider for all municipalities, which have no claims on each other.`,
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

/** Days of use that a key divided by. */
function ownUse({ model, useDays }: LumpSumLine): Sentences {
  return model === 'use' || model === 'hybrid'
    ? { nl: `; eigen gebruik ${useDays} dagen`, en: `; own use ${useDays} days` }
    : { nl: '', en: '' };
}

/** Days of the places that were used, of a part of an amount that pays places. */
function occupancy({ placeDays, usedDays }: LumpSumLine): Sentences {
  return placeDays === undefined
    ? { nl: '', en: '' }
    : {
        nl: `; bezet waren ${usedDays} van ${placeDays} plaatsdagen`,
        en: `; ${usedDays} of ${placeDays} days of places were used`,
      };
}

/** Terms of the agreement to which a part of a monthly amount belongs; its id when no contract contains it any more. */
function termsOf({ provider, lumpSum }: LumpSumLine, { history, run }: ExplanationContext): Sentences {
  const contract = history.contracts.get(provider);
  const amount = contract && monthlyAmounts(contract, run.period).find(({ id }) => id === lumpSum);
  return amount?.terms ?? { nl: `afspraak ${lumpSum}`, en: `agreement ${lumpSum}` };
}

/** One sentence about a part of an amount that is billed by month, for any funding mode. */
function explainMonthly(line: LumpSumLine, at: ExplanationContext): string[] {
  const [terms, model, use, used] = [termsOf(line, at), models[line.model], ownUse(line), occupancy(line)];
  const bearer = place(at, line.municipality);
  const sentences: Sentences = {
    nl: `Van de ${terms.nl} draagt gemeente ${bearer} in ${at.run.period} ${euro(line.cents)}, verdeeld naar ${model.nl}${use.nl}${used.nl}.`,
    en: `Of the ${terms.en} municipality ${bearer} bears ${euro(line.cents)} in ${at.run.period}, divided by ${model.en}${use.en}${used.en}.`,
  };
  return [sentences[at.language]];
}

/** Why a municipality bears a part of a line, without the amounts: the residence rule, reorganisations, and who paid. */
export function reasonOf(line: BilledLine, at: ExplanationContext): string {
  const more = [succession(line, at), claim(line, at), paidForAll(line, at)];
  return [residence(line, at), ...more.flatMap((one) => one?.[at.language] ?? [])].join(' ');
}

/** Agreement that a part of a monthly amount belongs to, in words. */
export const agreementOf = (line: LumpSumLine, at: ExplanationContext): string => termsOf(line, at)[at.language];

/** Name of a unit in words; empty for one that the standard does not have. */
export const unitName = (unit: string, language: Language): string => units[unit]?.[language] ?? '';

/** Days that a line was divided by, in words. */
export const groundName = (ground: BilledLine['ground'], language: Language): string => grounds[ground][language];

/** Key of a monthly amount in words. */
export const modelName = (model: LumpSumLine['model'], language: Language): string => models[model][language];

/** Explains a billed line: the declared amount, which part this is, which rule determines the municipality, and who paid. */
export function explainLine(line: BilledLine | LumpSumLine, at: ExplanationContext): Explanation {
  if (line.kind === 'lump-sum') return { line, sentences: explainMonthly(line, at), facts: [] };
  const parts = [declared(line, at), share(line, at)].map((one) => one[at.language]);
  const more = [succession(line, at), claim(line, at), paidForAll(line, at)];
  return {
    line,
    sentences: [...parts, residence(line, at), ...more.flatMap((one) => one?.[at.language] ?? [])],
    facts: factsOf(line, at.history),
  };
}
