import { careOf, residenceParameters, toResidenceCare, youthFacts, type Care } from '@regieboek/billing';
import type { YouthHistory } from '@regieboek/journal';
import { merge, toDay, type Day } from '@regieboek/kernel';
import { responsibleIntervals, type Parameters } from '@regieboek/residence';
import type { MonthFacts, RegionFacts, StayPart, YouthCare } from '../domain/metrics/region-facts.js';
import { staysOf } from '../domain/metrics/stays.js';
import type { KnownRegion } from '../domain/star/known.js';

/** Reason of a temporary stop (JZ588), which does not end care. */
const TEMPORARY = '20';

/** Reason of the definitive stop on the last day of care; null without one. */
function endReasonOf({ care: events }: YouthHistory, { provider, assignment, to }: Care): string | null {
  let reason: string | null = null;
  for (const event of events) {
    if (event.end !== to || event.key.provider !== provider || event.key.assignment !== assignment) continue;
    if (event.kind === 'stopped' && event.reason !== TEMPORARY) reason ??= event.reason;
    else if (event.kind === 'stop-withdrawn' && event.reason === reason) reason = null;
  }
  return reason;
}

const partOf = (youth: YouthHistory, care: Care): StayPart => {
  const { from, to, provider, form, category, code, product, leaves, absences } = care;
  const names = [category ?? product?.category, code ?? product?.code].filter(
    (name) => name !== undefined && name !== null,
  );
  return {
    ...{ from, to, provider, form },
    product: names.length === 0 ? null : names.join('/'),
    endReason: endReasonOf(youth, care),
    leaves: merge([...leaves, ...absences]),
  };
};

/** Care of a youth, and the municipality responsible on a day of them. */
function youthCareOf(youth: YouthHistory, care: readonly Care[], parameters: Parameters, seen: Day): YouthCare {
  const intervals = () => responsibleIntervals(youthFacts(youth, care.map(toResidenceCare)), parameters, seen);
  let known: ReturnType<typeof intervals> | undefined;
  return {
    ...{ youth: youth.youth, birth: youth.birth, parts: care.map((one) => partOf(youth, one)) },
    municipalityOn(day) {
      known ??= intervals();
      return known.find(({ from, to }) => from <= day && day <= to)?.municipality ?? null;
    },
  };
}

/** Parts of a replayed region that figures use. */
type Replayed = Pick<KnownRegion, 'made' | 'definition' | 'contracts' | 'youths' | 'careOfYouths'>;

/** Limit of regions that declare none. */
const SMALL_CELL_LIMIT = 10;

/** Facts of a region as known then, with the months that were read. */
export function regionFactsOf(region: Replayed, months: readonly MonthFacts[]): RegionFacts {
  const { made, definition, contracts, youths, careOfYouths } = region;
  const seen = toDay(made.knownOn);
  const parameters = residenceParameters(definition);
  const ofYouths = youths.map((youth) => youthCareOf(youth, careOf(youth, contracts), parameters, seen));
  const { gapToleranceDays, smallCellLimit = SMALL_CELL_LIMIT } = definition.parameters;
  return {
    ...{ made, seen, smallCellLimit, youths: ofYouths, careOfYouths, contracts: [...contracts.values()], months },
    stays: staysOf(ofYouths, { gapToleranceDays, seen }),
  };
}
