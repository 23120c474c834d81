import type { FactoryProvider } from '@nestjs/common';
import type { RuleSets } from '@regieboek/billing';
import type { Replays } from '../runs/replays.js';
import { REPLAYS, RULE_SETS } from '../tokens.js';
import { Proving } from './proving.js';

/** Proof of sealed periods. */
export const proofProviders: FactoryProvider[] = [
  {
    provide: Proving,
    inject: [REPLAYS, RULE_SETS],
    useFactory: (replays: Replays, rules: RuleSets) => new Proving(replays, rules),
  },
];
