/** Proof that sealed periods still say what they said: offline, from the log alone. */
import { EventsRemoved, GapInLog, UnreadableEvent, type EventLog } from '@regieboek/eventing';
import { UnknownEvent, type PeriodSeal } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import { Periods, type RecordedPeriodEvent } from '../domain/periods.js';
import { UnknownRuleSet, type RuleSets } from '../domain/rule-sets.js';
import { correctionDigestOf, correctionsIn } from './corrections.js';
import { canonicalText, HashChain, markOf } from './hash-chain.js';
import { asPeriodEvent } from './book-events.js';
import type { Replays } from './replays.js';
import { runAt } from './runs.js';
import { watched, type Watch } from './watch.js';

/** What is wrong, and where: positions of the log, or a period. */
export interface ProofFault {
  readonly place: string;
  readonly text: string;
}

/** A sealed period and whether it holds. */
export interface ProvenPeriod {
  readonly period: Month;
  readonly position: number;
  readonly digest: string;
  readonly ruleSet: string;
  readonly mark: string;
  readonly holds: boolean;
}

/** What was proven of a region. Without faults nothing up to `provenUpTo` was changed, removed or reordered. */
export interface Proof {
  readonly region: string;
  readonly head: number;
  /** Position of the newest seal's chain; later events are covered by the next seal. */
  readonly provenUpTo: number;
  readonly periods: readonly ProvenPeriod[];
  readonly faults: readonly ProofFault[];
}

/** What to hold the log against. */
export interface ProofAsked {
  /** Marks that were kept outside the ledger: each must be the mark of a seal in the log. */
  readonly marks?: readonly string[];
}

interface Recomputed {
  readonly seals: readonly (RecordedPeriodEvent & { readonly seal: PeriodSeal })[];
  readonly events: readonly RecordedPeriodEvent[];
  readonly head: number;
  readonly faults: readonly ProofFault[];
}

const isOfReading = (error: unknown): error is Error =>
  [GapInLog, UnknownEvent, UnreadableEvent, EventsRemoved, SyntaxError].some((one) => error instanceof one);

/** Reads the whole log once for its seals; a gap or an unknown event ends the reading, and is a fault. */
async function readSeals(log: Pick<EventLog, 'readRegion'>, region: string): Promise<Recomputed> {
  const events: RecordedPeriodEvent[] = [];
  const faults: ProofFault[] = [];
  let head = 0;
  try {
    for await (const batch of log.readRegion(region)) {
      for (const recorded of batch) {
        head = recorded.position;
        events.push(...[asPeriodEvent(recorded) ?? []].flat());
      }
    }
  } catch (error) {
    if (!isOfReading(error)) throw error;
    const text = error instanceof SyntaxError ? 'an event is not JSON: restore the log from a backup' : error.message;
    faults.push({ place: `after position ${head}`, text });
  }
  const seals = events.flatMap((recorded) =>
    recorded.event.type === 'finance.period-sealed.v1' ? [{ ...recorded, seal: recorded.event.data }] : [],
  );
  return { seals, events, head, faults };
}

/** First block whose head is not what the seal says, as positions; undefined when all are. */
function firstDifference({ chain, position }: PeriodSeal, heads: readonly string[]): string | undefined {
  const at = chain.heads.findIndex((head, index) => head !== heads[index]);
  if (at < 0 && heads.length === chain.heads.length) return undefined;
  const block = at < 0 ? chain.heads.length : at;
  const from = block * chain.blockEvents + 1;
  return `positions ${from} to ${Math.min(from + chain.blockEvents - 1, position)}`;
}

/** Chains of all seals, each by its own size of block, in one reading. Positions that are missing leave a chain short. */
async function chainFaults(
  log: Pick<EventLog, 'readRegion'>,
  region: string,
  { seals, head }: Recomputed,
): Promise<Map<PeriodSeal, ProofFault>> {
  const chains = new Map(
    seals.map(({ seal }) => [seal.chain.blockEvents, new HashChain(region, seal.chain.blockEvents)]),
  );
  const ending = Map.groupBy(seals, ({ seal }) => seal.position);
  const faults = new Map<PeriodSeal, ProofFault>();
  const check = (position: number) => {
    for (const { seal } of ending.get(position) ?? []) {
      const place = firstDifference(seal, chains.get(seal.chain.blockEvents)?.heads() ?? []);
      if (place) faults.set(seal, { place, text: changedSince(seal) });
    }
  };
  for await (const batch of log.readRegion(region, { upTo: head })) {
    for (const recorded of batch) {
      const text = canonicalText(recorded);
      for (const chain of chains.values()) chain.add(text);
      check(recorded.position);
    }
  }
  for (const { seal, position } of seals)
    if (seal.position >= position) faults.set(seal, { place: `position ${position}`, text: notBefore(seal) });
  return faults;
}

const changedSince = ({ period }: PeriodSeal): string =>
  `events were changed, removed, inserted or reordered since ${period} was sealed: restore the log from a backup of before`;

const notBefore = ({ period, position }: PeriodSeal): string =>
  `the seal of ${period} speaks of position ${position}, which it does not come after: the seal was changed or moved`;

const markFaults = (region: string, { seals }: Recomputed, marks: readonly string[]): ProofFault[] => {
  const known = new Set(seals.map(({ seal }) => markOf(region, seal)));
  return marks
    .filter((mark) => !known.has(mark))
    .map((mark) => ({
      place: `mark ${mark}`,
      text: 'no seal in this log has this mark: the seal was changed, or the log was cut off or replaced; restore it from a backup',
    }));
};

/** Whether a sealed period replays to what its seal says; the fault when it does not. */
async function replayFault(
  replays: Replays,
  region: string,
  { seal, periods, rules }: { readonly seal: PeriodSeal; readonly periods: Periods; readonly rules: RuleSets },
  watch: Watch,
): Promise<ProofFault | undefined> {
  const { period, position } = seal;
  try {
    const month = { region, period };
    const { digest } = await runAt(replays, month, { position, ruleSet: rules.named(seal.ruleSet) }, watch);
    if (digest !== seal.digest)
      return { place: `period ${period}`, text: 'it does not replay to the digest that it was sealed with' };
    const corrections = await correctionsIn(replays, month, { periods, rules, position }, watch);
    if (correctionDigestOf(corrections) !== seal.correctionDigest)
      return { place: `period ${period}`, text: 'it does not take over the corrections that it was sealed with' };
    return undefined;
  } catch (error) {
    if (!(error instanceof UnknownRuleSet)) throw error;
    return { place: `period ${period}`, text: error.message };
  }
}

/** What does not replay to what its seal says, replayed from the log alone: what was kept of it before proves nothing. */
function replayFaults(
  replays: Replays,
  region: string,
  { periods, rules }: { readonly periods: Periods; readonly rules: RuleSets },
  watch: Watch,
): Promise<Map<PeriodSeal, ProofFault>> {
  return replays.anew(async (anew) => {
    const faults = new Map<PeriodSeal, ProofFault>();
    for (const { seal } of periods.sealed) {
      const fault = await replayFault(anew, region, { seal, periods, rules }, watch);
      if (fault) faults.set(seal, fault);
    }
    return faults;
  });
}

/**
 * Proves the sealed periods of a region: the log up to each seal hashes to the chain the seal holds, and each sealed
 * period replays to its digest and its corrections. Where a chain is broken nothing is replayed.
 */
export async function verify(
  replays: Replays,
  region: string,
  { rules, marks = [] }: ProofAsked & { readonly rules: RuleSets },
  watch: Watch = {},
): Promise<Proof> {
  const { log } = replays;
  const whole = { readRegion: watched(log, watch, await log.head(region)).readRegion };
  const found = await readSeals(whole, region);
  const broken = await chainFaults(whole, region, found);
  const periods = Periods.at(found.events, found.head);
  const order = periods.faults.map(({ position, text }) => ({ place: `position ${position}`, text }));
  const faults = [...found.faults, ...broken.values(), ...order, ...markFaults(region, found, marks)];
  const isWhole = broken.size === 0 && found.faults.length === 0;
  const replayed = isWhole && periods.last ? await replayFaults(replays, region, { periods, rules }, watch) : null;
  faults.push(...(replayed?.values() ?? []));
  const proven = periods.sealed.map(({ seal }): ProvenPeriod => {
    const { period, position, digest, ruleSet } = seal;
    const holds = replayed !== null && !replayed.has(seal);
    return { period, position, digest, ruleSet, mark: markOf(region, seal), holds };
  });
  const provenUpTo = Math.max(
    0,
    ...found.seals.filter(({ seal }) => !broken.has(seal)).map(({ seal }) => seal.position),
  );
  return { region, head: found.head, provenUpTo: faults.length === 0 ? provenUpTo : 0, periods: proven, faults };
}
