import { numberOfDays, type SplitGround } from '../rules/counting.js';
import { shareOf, type Responsibility } from '../rules/splitting.js';
import { fromDay, intersect, lastDayOf, toDay, type Cents, type Interval, type Month } from '@regieboek/kernel';
import {
  codeOn,
  type MergerTable,
  type Parameters,
  type ResponsibleInterval,
  type YouthFacts,
} from '@regieboek/residence';
import type { RegionDefinition } from '@regieboek/events';
import { signOf, type ApprovedDeclaredLine } from './approved-lines.js';
import { careOf, countingOf, ETMAAL, productOf, type Care } from './care.js';
import { careOn, evidenceOf, firstPayerOf, hasMergedInto, type LineEvidence } from './evidence.js';
import type { ObjectRules } from './object-rules.js';
import type { ResidenceRule } from '../rules/residence.js';
import { paidByOrganisation } from './paid-by.js';
import type { RegionHistory, YouthHistory } from '@regieboek/journal';
import { toResidenceCare, youthFacts } from './youth-facts.js';

/** Part of an approved line that one municipality bears. */
export interface BilledLine {
  /** `<AGB>.<ReferentieNummer>.<part>`, unique within the region. */
  readonly id: string;
  readonly kind: 'line';
  readonly youth: string;
  readonly provider: string;
  readonly reference: string;
  readonly category: string;
  readonly code: string;
  readonly unit: string;
  /** ProductPeriode of the declared line. */
  readonly periodFrom: string;
  readonly periodTo: string;
  /** First and last counted day of this part. */
  readonly from: string;
  readonly to: string;
  /** Number of counted days and units of this part; negative for a credit, like its cents. */
  readonly days: number;
  readonly volume: number;
  readonly tariffCents: number | null;
  readonly cents: Cents;
  /**
   * CBS code of the billed municipality: the responsible one, or its legal successor on the last day of the month billed. Null:
   * undetermined, in the review queue.
   */
  readonly municipality: string | null;
  /** Code that the responsible municipality had on these days (WPB-M1). */
  readonly municipalityOfDays: string | null;
  /**
   * Municipality that received the declaration and pays the provider (WPB-P1), or its successor, as of the last day of the month
   * billed. Null: the organisation of the region pays, and there is no claim.
   */
  readonly payer: string | null;
  readonly rule: string;
  readonly chainStart: string | null;
  readonly referenceDay: string | null;
  readonly facts: readonly string[];
  readonly review: readonly string[];
  readonly ground: SplitGround;
}

interface Counted {
  readonly days: readonly Interval[];
  readonly ground: SplitGround;
  /** Whether care was reported on the assignment of the line. */
  readonly isReported: boolean;
}

const period = ({ line }: ApprovedDeclaredLine): Interval => ({ from: toDay(line.from), to: toDay(line.to) });

/** The region in the form in which a month of it is billed. */
export interface BilledMonth {
  readonly history: RegionHistory;
  readonly parameters: Parameters;
  readonly month: Month;
  readonly rules: ObjectRules;
}

/** Lines of a youth: those of the month, and the approved ones of any month that may be evidence of care or be credited. */
export interface YouthLines {
  readonly lines: readonly ApprovedDeclaredLine[];
  readonly known: readonly ApprovedDeclaredLine[];
}

/**
 * Days by which a line is divided: counted stay days for units of 24 hours, otherwise days of care in its period. Outside
 * the reported care, and without any, the days of the period itself.
 */
function countDays(approved: ApprovedDeclaredLine, own: readonly Care[], { history, rules }: BilledMonth): Counted {
  const { line, provider } = approved;
  const product = productOf(history.contracts.get(provider), line.category, line.code);
  const counting = line.unit === ETMAAL && product ? countingOf(product) : null;
  const divided = rules.counting.divisionDays(own, counting, period(approved));
  const isReported = own.length > 0;
  return divided ? { ...divided, isReported } : { days: [period(approved)], ground: 'period-days', isReported };
}

const toResidence = ({ assignment, ...one }: LineEvidence) => ({ ...one, id: `assignment:${assignment}` });

const textOf = (day: number | undefined): string | null => (day === undefined ? null : fromDay(day));

/** Facts of a youth, and the rule that reads them. */
interface ResidenceQuestion {
  readonly facts: YouthFacts;
  readonly parameters: Parameters;
  readonly residence: ResidenceRule;
}

/** Responsible municipality on the days of a line: by the care on them, or, without care, by the days themselves. */
function responsibleOnDays(
  { days }: Counted,
  responsible: readonly ResponsibleInterval[],
  { facts, parameters, residence }: ResidenceQuestion,
): readonly ResponsibleInterval[] {
  const covered = days.flatMap((run) => responsible.flatMap((one) => intersect(run, one) ?? []));
  if (numberOfDays(covered) === numberOfDays(days)) return responsible;
  return residence.within(facts, parameters, { from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0 });
}

/** Approved lines of one youth divided over the municipalities that bear them, in the order of the lines. */
export function billYouth({ lines, known }: YouthLines, youth: YouthHistory, billed: BilledMonth): BilledLine[] {
  const { history, parameters, rules } = billed;
  const { residence } = rules;
  const { contracts } = history;
  const { mergers } = parameters;
  const care = careOf(youth, contracts);
  const evidence = evidenceOf({ lines: known, care, youth, contracts, mergers });
  const facts = youthFacts(youth, [...care.map(toResidenceCare), ...evidence.map(toResidence)]);
  const responsible = residence.intervals(facts, parameters);
  return lines.flatMap((approved) => {
    // A credit is divided as its debit was.
    const first = { ...approved, payer: firstPayerOf(approved, known, mergers) };
    const counted = countDays(approved, careOn(care, first, mergers), billed);
    return partsOf(
      approved,
      counted,
      responsibleOnDays(counted, responsible, { facts, parameters, residence }),
      billed,
    );
  });
}

/** Billed municipality and payer of the provider, on the last day of the month billed. */
export interface Parties {
  readonly municipality: string | null;
  readonly payer: string | null;
}

/**
 * Parties of a part of a line: the municipalities that exist on the last day of the month billed. A municipality that was split
 * by then is not billed. A payer that is the legal successor of the billed municipality is the same one: no municipality has a
 * claim on itself.
 */
export function partiesOn(
  { municipality, payer }: { readonly municipality: string | null; readonly payer: string },
  {
    mergers,
    day,
    definition,
  }: { readonly mergers: MergerTable; readonly day: number; readonly definition: RegionDefinition | null },
): Parties {
  const billed = municipality === null ? null : codeOn(mergers, municipality, day);
  if (definition && paidByOrganisation(definition, day)) return { municipality: billed, payer: null };
  const own = codeOn(mergers, payer, day) ?? payer;
  return { municipality: billed, payer: billed !== null && hasMergedInto(mergers, billed, own) ? billed : own };
}

/**
 * Reasons to review a part: those of responsibility, later reorganisations of the municipality, and care that was not reported.
 */
function reasonsFor(
  { review = [] }: ResponsibleInterval,
  { ground, isReported }: Counted,
  isSplitSince: boolean,
): readonly string[] {
  const split = isSplitSince
    ? ['undetermined', 'split-municipality'].filter((one) => !review.some((each) => each === one))
    : [];
  const unreported = ground === 'period-days' ? [isReported ? 'outside-care' : 'start-unknown'] : [];
  return [...review, ...split, ...unreported];
}

function partsOf(
  { line, provider, payer }: ApprovedDeclaredLine,
  counted: Counted,
  responsible: readonly ResponsibleInterval[],
  { history, parameters: { mergers }, month, rules }: BilledMonth,
): BilledLine[] {
  const sign = signOf(line);
  const whole = { cents: line.cents, volume: sign * line.volume, from: toDay(line.from), to: toDay(line.to) };
  const at = { mergers, day: lastDayOf(month), definition: history.definition };
  return shareOf<ResponsibleInterval & Responsibility>(whole, counted.days, responsible, rules.splitting).map(
    (share, part) => {
      const { municipality } = share.responsibility;
      const parties = partiesOn({ municipality, payer }, at);
      return {
        id: `${provider}.${line.reference}.${part + 1}`,
        kind: 'line',
        youth: line.youth ?? '',
        provider,
        reference: line.reference,
        category: line.category,
        code: line.code,
        unit: line.unit,
        periodFrom: line.from,
        periodTo: line.to,
        from: fromDay(share.from),
        to: fromDay(share.to),
        days: sign * share.days,
        volume: share.volume,
        tariffCents: line.tariffCents,
        cents: share.cents,
        municipality: parties.municipality,
        municipalityOfDays: municipality,
        payer: parties.payer,
        rule: share.responsibility.rule,
        chainStart: textOf(share.responsibility.chainStart),
        referenceDay: textOf(share.responsibility.referenceDay),
        facts: share.responsibility.facts.map(String),
        review: reasonsFor(share.responsibility, counted, municipality !== null && parties.municipality === null),
        ground: counted.ground,
      };
    },
  );
}
