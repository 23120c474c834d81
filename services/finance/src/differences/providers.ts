import type { FactoryProvider } from '@nestjs/common';
import { Books } from '../books/books.js';
import type { Replays } from '../runs/replays.js';
import { REPLAYS } from '../tokens.js';
import { Comparing } from './comparing.js';

/** Comparison of runs. */
export const differenceProviders: FactoryProvider[] = [
  {
    provide: Comparing,
    inject: [REPLAYS, Books],
    useFactory: (replays: Replays, books: Books) => new Comparing(replays, books),
  },
];
