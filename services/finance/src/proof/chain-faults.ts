import type { SpanDigest } from '@regieboek/eventing';
import type { PeriodSeal } from '@regieboek/events';
import { isBlockSize, LEAF_EVENTS } from './hash-chain.js';
import { digestsIn, type LeafLog } from './leaf-digests.js';
import { unreadableIn, type LogAsFound } from './log-as-found.js';
import type { PlacedSeal, ProofFault } from './proof.js';
import type { Watch } from '../runs/watch.js';

/** Positions in (`after`, `upTo`]. */
interface Block {
  readonly after: number;
  readonly upTo: number;
}

/** Faults in the chains of seals: by seal, and others found where they differ. */
export interface ChainFaults {
  readonly bySeal: ReadonlyMap<PeriodSeal, ProofFault>;
  readonly found: readonly ProofFault[];
}

/** First block whose head differs from the seal; undefined when none does. */
function firstDifference({ chain, position }: PeriodSeal, heads: readonly string[]): Block | undefined {
  const at = chain.heads.findIndex((head, index) => head !== heads[index]);
  if (at < 0) return undefined;
  const after = at * chain.blockEvents;
  return { after, upTo: Math.min(after + chain.blockEvents, position) };
}

const isWholeLeaves = ({ position }: PeriodSeal): boolean => position % LEAF_EVENTS === 0;

/** The last leaves of chains that end within a leaf of the log, by position. */
async function lastLeaves(
  leafLog: LeafLog,
  seals: readonly PeriodSeal[],
  watch: Watch,
): Promise<ReadonlyMap<number, SpanDigest>> {
  const ends = new Set(seals.filter((seal) => !isWholeLeaves(seal)).map(({ position }) => position));
  const spans = [...ends]
    .sort((one, other) => one - other)
    .map((upTo) => ({ after: upTo - (upTo % LEAF_EVENTS), upTo }));
  const found = new Map<number, SpanDigest>();
  for await (const leaf of digestsIn(leafLog, spans, watch)) found.set(leaf.upTo, leaf);
  return found;
}

const changedSince = ({ period }: PeriodSeal): string =>
  `events were changed, removed, inserted or reordered since ${period} was sealed: restore the log from an earlier backup`;

const notBefore = ({ period, position }: PeriodSeal): string =>
  `the seal of ${period} names position ${position}, which does not precede it: the seal was changed or moved`;

const noChain = ({ period, position, chain: { blockEvents, heads } }: PeriodSeal): string =>
  `the seal of ${period} has a chain of ${heads.length} blocks of ${blockEvents} events, which is impossible at position ${position}: the seal was changed`;

const hasChain = ({ position, chain: { blockEvents, heads } }: PeriodSeal): boolean =>
  isBlockSize(blockEvents) && heads.length === Math.ceil(position / blockEvents);

/** Faults of a seal that do not need the log: it cannot have been made at its position. */
function impossible({ seal, position }: PlacedSeal): ProofFault | undefined {
  const text = seal.position >= position ? notBefore(seal) : hasChain(seal) ? undefined : noChain(seal);
  return text === undefined ? undefined : { place: `position ${position}`, text };
}

/** Compares the chains of all seals with the leaves of the log; reads a block that differs for details. */
export async function chainFaults(leafLog: LeafLog, { seals, leaves }: LogAsFound, watch: Watch): Promise<ChainFaults> {
  const bySeal = new Map<PeriodSeal, ProofFault>();
  for (const placed of seals) {
    const fault = impossible(placed);
    if (fault) bySeal.set(placed.seal, fault);
  }
  const possible = seals.map(({ seal }) => seal).filter((seal) => !bySeal.has(seal));
  const last = await lastLeaves(leafLog, possible, watch);
  let first: Block | undefined;
  for (const seal of possible) {
    const end = last.get(seal.position);
    const chain = leaves.first(Math.floor(seal.position / LEAF_EVENTS), ...(end ? [end.digest] : []));
    const block = firstDifference(seal, chain.heads(leafLog.region, seal.chain.blockEvents));
    if (!block) continue;
    bySeal.set(seal, { place: `positions ${block.after + 1} to ${block.upTo}`, text: changedSince(seal) });
    if (!first || block.upTo < first.upTo) first = block;
  }
  const unreadable = first && (await unreadableIn(leafLog.log, leafLog.region, first));
  return { bySeal, found: unreadable ? [unreadable.fault] : [] };
}
