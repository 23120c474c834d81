import type { FactoryProvider } from '@nestjs/common';
import { FOUR_EYES, TODAY, type FourEyes, type Today } from '@regieboek/platform';
import { Books } from '../books/books.js';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { Closing } from './closing.js';
import { MonthStates } from './month-states.js';
import { SealsOfTwo } from './seals-of-two.js';

/** Closing of periods. */
export const closingProviders: FactoryProvider[] = [
  {
    provide: Closing,
    inject: [REPLAYS, Books, TODAY],
    useFactory: (replays: Replays, books: Books, today: Today) => new Closing(replays, books, today),
  },
  {
    provide: MonthStates,
    inject: [REPLAYS, Books, TODAY],
    useFactory: (replays: Replays, books: Books, today: Today) => new MonthStates(replays, books, today),
  },
  {
    provide: SealsOfTwo,
    inject: [Closing, FOUR_EYES],
    useFactory: (closing: Closing, fourEyes: FourEyes) => new SealsOfTwo(closing, fourEyes),
  },
];
