/** Proof that sealed periods still produce their sealed results: offline, from the log alone. */
import type { PeriodSeal } from '@regieboek/events';
import { Periods } from '../domain/periods/periods.js';
import type { RuleSets } from '@regieboek/billing';
import { chainFaults } from './chain-faults.js';
import { markOf } from '../runs/mark.js';
import { logAsFound, type LogAsFound } from './log-as-found.js';
import type { Proof, ProofOptions, ProofFault, ProvenPeriod } from './proof.js';
import { replayFaults } from './replay-faults.js';
import type { Replays } from '@regieboek/replays';
import type { Watch } from '../runs/watch.js';

const markFaults = (region: string, { seals }: LogAsFound, marks: readonly string[]): ProofFault[] => {
  const known = new Set(seals.map(({ seal }) => markOf(region, seal)));
  return marks
    .filter((mark) => !known.has(mark))
    .map((mark) => ({
      place: `mark ${mark}`,
      text: 'no seal in this log has this mark: the seal was changed, or the log was truncated or replaced; restore it from a backup',
    }));
};

/**
 * Proves the sealed periods of a region: the log up to each seal hashes to the chain in the seal, and each sealed period replays
 * to its digest and its corrections. Where a chain is broken nothing is replayed.
 */
export async function verify(
  replays: Replays,
  region: string,
  { rules, marks = [], fromScratch = false }: ProofOptions & { readonly rules: RuleSets },
  watch: Watch = {},
): Promise<Proof> {
  const leafLog = { log: replays.log, region, fromScratch };
  const found = await logAsFound(leafLog, await replays.log.head(region), watch);
  const broken = await chainFaults(leafLog, found, watch);
  const periods = Periods.at(found.events, found.head);
  const order = periods.faults.map(({ position, text }) => ({ place: `position ${position}`, text }));
  const ofLog = [...found.faults, ...broken.bySeal.values(), ...broken.found];
  const isWhole = ofLog.length === 0;
  const replayed = isWhole ? await replayFaults(replays, { region, periods, rules, fromScratch }, watch) : null;
  const faults = [...ofLog, ...order, ...markFaults(region, found, marks), ...(replayed?.values() ?? [])];
  return {
    region,
    head: found.head,
    provenUpTo: faults.length === 0 ? Math.max(0, ...found.seals.map(({ seal }) => seal.position)) : 0,
    periods: periods.sealed.map(({ seal }) => provenPeriod(region, seal, replayed !== null && !replayed.has(seal))),
    faults,
  };
}

const provenPeriod = (region: string, seal: PeriodSeal, holds: boolean): ProvenPeriod => {
  const { period, position, digest, ruleSet } = seal;
  return { period, position, digest, ruleSet, mark: markOf(region, seal), holds };
};
