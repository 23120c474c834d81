import { type Day, OPEN } from '@regieboek/kernel';
import type { CareRecord } from './facts.js';
import type { Parameters } from './parameters.js';

/** Care forms that always are a stay (WPB-K1); `logeren` and `wlz-verblijf` are stays under conditions. */
export const stayForms: ReadonlySet<string> = new Set([
  'verblijf',
  'pleegzorg',
  'gezinshuis',
  'jeugdzorgplus',
  'kleinschalig',
  'crisisverblijf',
  'ggz-verblijf',
  'jji',
  'wmo-opvang',
  'beschermd-wonen',
]);

/** A longer gap between stays is a real return home and needs no review (WPB-K2). */
export const SHORT_GAP_DAYS = 14;

/** Adjoining or overlapping stays that count as one (aansluitend verblijf). */
export interface Chain {
  readonly start: Day;
  end: Day;
  /** Records of the chain, ordered by first day. */
  readonly stays: CareRecord[];
  hasJji: boolean;
  /**
   * First day of the chain on which a short gap, a part-time stay or an uncertain Wlz stay matters; OPEN when none
   * does.
   */
  shortGapFrom: Day;
  partTimeFrom: Day;
  wlzFrom: Day;
}

/** Recurring respite: a part-time stay, whichever policy the region chose. */
export const isPartTime = (care: CareRecord): boolean => care.form === 'logeren' && care.regular === true;

/** Wlz stay that began before the first day on which Wlz stays count; no source states that day with certainty. */
export const isUncertainWlz = (care: CareRecord, params: Parameters): boolean =>
  care.form === 'wlz-verblijf' && care.from < params.wlzStayFrom;

/** True when a record counts as a stay; a Wlz stay counts on days from `wlzStayFrom`, whenever it began. */
function isStay(care: CareRecord, params: Parameters, countsWlz: boolean): boolean {
  if (stayForms.has(care.form)) return true;
  if (care.form === 'wlz-verblijf') return countsWlz;
  return isPartTime(care) && params.partTimeStayPolicy === 'chain';
}

function staysInOrder(care: readonly CareRecord[], params: Parameters, countsWlz: boolean): CareRecord[] {
  const stays: CareRecord[] = [];
  for (const each of care) if (each.from <= each.to && isStay(each, params, countsWlz)) stays.push(each);
  return stays.length > 1 ? stays.sort((a, b) => a.from - b.from) : stays;
}

/**
 * Chains of stays in order (WPB-K1, K2, K3) under the law of a day: from `wlzStayFrom` with every Wlz stay from its own
 * first day, as WPB-T1 does for the law of 2022; before that day without any.
 */
export function chainsOf(care: readonly CareRecord[], params: Parameters, day: Day = OPEN): Chain[] {
  const chains: Chain[] = [];
  let last: Chain | undefined;
  for (const stay of staysInOrder(care, params, day >= params.wlzStayFrom)) {
    const gapDays: number = last ? stay.from - last.end - 1 : Infinity;
    const shortGap = gapDays >= 1 && gapDays <= SHORT_GAP_DAYS;
    if (last && gapDays <= params.gapToleranceDays) {
      if (shortGap) last.shortGapFrom = Math.min(last.shortGapFrom, last.end + 1);
    } else {
      last = begin(stay.from, shortGap);
      chains.push(last);
    }
    join(last, stay, params);
  }
  return chains;
}

const begin = (start: Day, afterShortGap: boolean): Chain => ({
  start,
  end: start,
  stays: [],
  hasJji: false,
  shortGapFrom: afterShortGap ? start : OPEN,
  partTimeFrom: OPEN,
  wlzFrom: OPEN,
});

function join(chain: Chain, care: CareRecord, params: Parameters): void {
  chain.stays.push(care);
  if (care.to > chain.end) chain.end = care.to;
  if (care.form === 'jji') chain.hasJji = true;
  if (isPartTime(care)) chain.partTimeFrom = Math.min(chain.partTimeFrom, care.from);
  if (isUncertainWlz(care, params)) chain.wlzFrom = Math.min(chain.wlzFrom, care.from);
}

/** Chain that contains a day. */
export function chainOn(chains: readonly Chain[], day: Day): Chain | undefined {
  for (const chain of chains) if (chain.start <= day && day <= chain.end) return chain;
  return undefined;
}

/** Last chain with a JJI stay that ended before a day. */
export function jjiChainBefore(chains: readonly Chain[], day: Day): Chain | undefined {
  let found: Chain | undefined;
  for (const chain of chains) if (chain.hasJji && chain.end < day) found = chain;
  return found;
}

/** True when a day lies in a gap of 1-14 days between two chains. */
export function isInShortGap(chains: readonly Chain[], day: Day): boolean {
  let before = -Infinity;
  for (const chain of chains) {
    if (chain.start > day) return chain.start - before - 1 <= SHORT_GAP_DAYS;
    before = chain.end;
  }
  return false;
}
