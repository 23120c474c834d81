import type { FactoryProvider } from '@nestjs/common';
import { Books } from '../books/books.js';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { RunComparisons } from './run-comparisons.js';

/** Comparison of runs. */
export const differenceProviders: FactoryProvider[] = [
  {
    provide: RunComparisons,
    inject: [REPLAYS, Books],
    useFactory: (replays: Replays, books: Books) => new RunComparisons(replays, books),
  },
];
