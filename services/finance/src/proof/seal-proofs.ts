import type { RuleSets } from '@regieboek/billing';
import type { Proof, ProofOptions } from './proof.js';
import type { Replays } from '@regieboek/replays';
import { verify } from './verify.js';
import type { Watch } from '../runs/watch.js';

/** Proves sealed months from the log of this process; see `verify`. */
export class SealProofs {
  constructor(
    private readonly replays: Replays,
    private readonly rules: RuleSets,
  ) {}

  /** Proven and failed sealed months of a region. */
  proof(region: string, asked: ProofOptions = {}, watch: Watch = {}): Promise<Proof> {
    return verify(this.replays, region, { ...asked, rules: this.rules }, watch);
  }
}
