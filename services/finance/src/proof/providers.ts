import type { FactoryProvider } from '@nestjs/common';
import type { RuleSets } from '@regieboek/billing';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { RULE_SETS } from '../tokens.js';
import { SealProofs } from './seal-proofs.js';

/** Proof of sealed periods. */
export const proofProviders: FactoryProvider[] = [
  {
    provide: SealProofs,
    inject: [REPLAYS, RULE_SETS],
    useFactory: (replays: Replays, rules: RuleSets) => new SealProofs(replays, rules),
  },
];
