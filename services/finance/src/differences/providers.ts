import type { FactoryProvider } from '@nestjs/common';
import { Books } from '../books/books.js';
import type { Replays } from '../runs/replays.js';
import { REPLAYS } from '../tokens.js';
import { RunComparisons } from './run-comparisons.js';

/** Comparison of runs. */
export const differenceProviders: FactoryProvider[] = [
  {
    provide: RunComparisons,
    inject: [REPLAYS, Books],
    useFactory: (replays: Replays, books: Books) => new RunComparisons(replays, books),
  },
];
