import { allYouths, at, type MonthDeclarations, type YouthRange } from '@regieboek/journal';
import {
  RegionUndefined,
  type DividedWork,
  type FileSegments,
  type MonthRequest,
  type MonthsWork,
  type OpenedRegion,
  type RegionReader,
  type ReplaySource,
  type ShareSizes,
  type Watch,
  type WorkerModule,
} from '@regieboek/journal/segments';
import type { Month } from '@regieboek/kernel';
import { billMonth } from '../columns/bill-month.js';
import type { BillingRules } from '../columns/column-rules.js';
import type { BilledParts } from '../columns/lines/billed-parts.js';
import { inOrderOfId } from '../columns/lines/order-of-id.js';
import type { RuleSet } from '../rule-sets/rule-set.js';
import { ruleSets } from '../rule-sets/rule-sets.js';
import { sumsOf, type ColumnRun } from './column-run.js';
import { digestOfParts } from './digest.js';

/** Inputs that all shares of a billing run have in common: plain values, and memory that threads share. */
export interface SharedRun {
  readonly month: Month;
  readonly upTo: number;
  readonly declarations: MonthDeclarations;
  /** Version of the rules, by which a worker finds them. */
  readonly version: string;
}

/** The compiled worker, also when this file itself runs from source. */
const worker: WorkerModule<BilledParts> = {
  url: new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/run/billing-worker.js' : './billing-worker.js',
    import.meta.url,
  ),
  // A worker creates few long-lived objects, so a small young generation saves memory.
  resourceLimits: { maxYoungGenerationSizeMb: 4 },
  isPart: (value): value is BilledParts => typeof value === 'object' && value !== null && 'starts' in value,
};

/** Bills a share of a month by some rules. */
export const billShare = (
  { segments, names, region }: RegionReader,
  { month, upTo, declarations }: SharedRun,
  range: YouthRange,
  rules: BillingRules,
): BilledParts => billMonth(segments, { month, upTo, range, rules }, { region, declarations }, names);

/** Memory that a worker transfers with the lines of a share. */
export const memoryOf = ({ bytes: { buffer } }: BilledParts): readonly ArrayBuffer[] =>
  buffer instanceof ArrayBuffer ? [buffer] : [];

/** Billing of a month by a version of the rules, as work of the journal. Its `divide` throws RegionUndefined. */
const billingWork = (period: Month, rules: RuleSet): MonthsWork<SharedRun, YouthRange, BilledParts, ColumnRun> => ({
  step: 'billing',
  worker,
  divide: (region, sizes) => divided(region, { period, rules }, sizes),
  part: (region, shared, range) => billShare(region, shared, range, rules),
});

/** Bills a month by columns. Throws RegionUndefined; rejects with the reason of a signal that was aborted. */
export const runMonth = (
  source: Pick<ReplaySource, 'months'>,
  { period, ...known }: MonthRequest,
  rules: RuleSet,
  watch: Watch = {},
): Promise<ColumnRun> => source.months(known, billingWork(period, rules), watch);

function divided(
  opened: OpenedRegion,
  { period, rules }: { readonly period: Month; readonly rules: RuleSet },
  sizes: ShareSizes,
): DividedWork<SharedRun, YouthRange, BilledParts, ColumnRun> {
  const { id, region: contracts, upTo } = opened;
  if (!contracts.definition) throw new RegionUndefined(id, upTo);
  const { workers } = sizes;
  // Workers find rules by their version, so rules outside of `ruleSets` run in this thread.
  const hasWorkers = workers > 1 && ruleSets.all.includes(rules);
  const files = hasWorkers ? opened.segments.filesOf(period) : undefined;
  const segments = files ? opened.segments.sharing(files) : opened.segments;
  const shares = rangesOf(segments, period, sizes);
  const isDivided = hasWorkers && shares.length > 1;
  return {
    segments,
    files: files ?? new Map<string, never>(),
    shares,
    workers: isDivided ? workers : 0,
    isCallerWorking: !isDivided,
    shared: () => ({
      month: period,
      upTo,
      declarations: opened.declarations.of(period, upTo),
      version: rules.version,
    }),
    answer: (parts) => {
      const order = inOrderOfId(parts);
      return {
        region: id,
        period,
        position: upTo,
        parts,
        order,
        sums: sumsOf(parts),
        contracts,
        digest: (lumpSums) => digestOfParts(parts, order, { region: id, period, lumpSums }),
      };
    },
  };
}

/** Ranges of youths with about as many lines of the month each: by the youths of the largest table of its lines. */
function rangesOf(
  segments: FileSegments,
  month: Month,
  { workers, aloneLinesMax, shareLines }: ShareSizes,
): YouthRange[] {
  let [lines, youths] = [0, new Int32Array(0)];
  for (const { column } of segments.lines(month)) {
    lines += column.youth.length;
    if (column.youth.length > youths.length) youths = Int32Array.from(column.youth);
  }
  const shares = Math.max(lines > aloneLinesMax ? workers : 1, Math.ceil(youths.length / shareLines));
  const cuts = Array.from({ length: shares - 1 }, (_, index) =>
    Math.max(0, at(youths, Math.floor(((index + 1) * youths.length) / shares))),
  );
  return [0, ...cuts].map((least, index) => ({ least, end: cuts[index] ?? allYouths.end }));
}
