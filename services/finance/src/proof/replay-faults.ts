import type { PeriodSeal } from '@regieboek/events';
import type { Periods } from '../domain/periods/periods.js';
import { UnknownRuleSet, type RuleSets } from '@regieboek/billing';
import { correctionDigestOf, correctionsIn } from '../differences/corrections.js';
import { isOfReading } from './log-as-found.js';
import type { ProofFault } from './proof.js';
import type { Replays } from '@regieboek/replays';
import { runAt } from '../runs/runs.js';
import type { Watch } from '../runs/watch.js';

/** Options of replaying sealed periods. */
export interface ReplayedBy {
  readonly region: string;
  readonly periods: Periods;
  readonly rules: RuleSets;
  /** Whether existing segments are ignored. */
  readonly fromScratch: boolean;
}

/** Replays a sealed period and compares it with its seal; returns the fault when they differ. */
async function faultOf(
  replays: Replays,
  seal: PeriodSeal,
  { region, periods, rules }: ReplayedBy,
  watch: Watch,
): Promise<ProofFault | undefined> {
  const { period, position } = seal;
  const place = `period ${period}`;
  try {
    const month = { region, period };
    const { digest } = await runAt(replays, month, { position, ruleSet: rules.named(seal.ruleSet) }, watch);
    if (digest !== seal.digest) return { place, text: 'its replay does not give the sealed digest' };
    const corrections = await correctionsIn(replays, month, { periods, rules, position }, watch);
    if (correctionDigestOf(corrections) !== seal.correctionDigest)
      return { place, text: 'its corrections differ from the sealed ones' };
    return undefined;
  } catch (error) {
    if (!(error instanceof UnknownRuleSet) && !isOfReading(error)) throw error;
    return { place, text: error.message };
  }
}

/** Seals that the existing segments do not reproduce; the segments may be at fault. */
async function inDoubt(
  replays: Replays,
  seals: readonly PeriodSeal[],
  by: ReplayedBy,
  watch: Watch,
): Promise<readonly PeriodSeal[]> {
  const doubted: PeriodSeal[] = [];
  for (const seal of seals) {
    const holds = await faultOf(replays, seal, by, watch).then(
      (fault) => fault === undefined,
      () => false,
    );
    watch.signal?.throwIfAborted();
    if (!holds) doubted.push(seal);
  }
  return doubted;
}

/**
 * Faults of sealed periods whose replay does not give the sealed digests. Existing segments are trusted when they give the sealed
 * digests, since only the sealed lines have these; otherwise the periods are replayed from new segments of the log.
 */
export async function replayFaults(
  replays: Replays,
  by: ReplayedBy,
  watch: Watch,
): Promise<ReadonlyMap<PeriodSeal, ProofFault>> {
  const seals = by.periods.sealed.map(({ seal }) => seal);
  const asked = by.fromScratch ? seals : await inDoubt(replays, seals, by, watch);
  const faults = new Map<PeriodSeal, ProofFault>();
  if (asked.length === 0) return faults;
  await replays.fromLog(async (fresh) => {
    for (const seal of asked) {
      const fault = await faultOf(fresh, seal, by, watch);
      if (fault) faults.set(seal, fault);
    }
  });
  return faults;
}
