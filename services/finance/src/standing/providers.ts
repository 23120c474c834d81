import type { FactoryProvider } from '@nestjs/common';
import { FOUR_EYES, TODAY, type FourEyes, type Today } from '@regieboek/platform';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { StandingDecisions } from './standing-decisions.js';
import { StandingOfTwo } from './standing-of-two.js';

/** Standing decisions. */
export const standingProviders: FactoryProvider[] = [
  {
    provide: StandingDecisions,
    inject: [REPLAYS, TODAY],
    useFactory: (replays: Replays, today: Today) => new StandingDecisions(replays, today),
  },
  {
    provide: StandingOfTwo,
    inject: [StandingDecisions, FOUR_EYES],
    useFactory: (decisions: StandingDecisions, fourEyes: FourEyes) => new StandingOfTwo(decisions, fourEyes),
  },
];
