import type { RuleSets } from '../domain/rule-sets.js';
import type { Proof, ProofAsked } from './proof.js';
import type { Replays } from './replays.js';
import { verify } from './verify.js';
import type { Watch } from './watch.js';

/** Proves sealed months from the log of this process; see `verify`. */
export class Proving {
  constructor(
    private readonly replays: Replays,
    private readonly rules: RuleSets,
  ) {}

  /** What holds of the sealed months of a region, and what does not. */
  proof(region: string, asked: ProofAsked = {}, watch: Watch = {}): Promise<Proof> {
    return verify(this.replays, region, { ...asked, rules: this.rules }, watch);
  }
}
