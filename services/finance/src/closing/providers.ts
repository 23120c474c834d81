import type { FactoryProvider } from '@nestjs/common';
import { TODAY, type Today } from '@regieboek/platform';
import { Books } from '../books/books.js';
import type { Replays } from '../runs/replays.js';
import { REPLAYS } from '../tokens.js';
import { Closing } from './closing.js';

/** Closing of periods. */
export const closingProviders: FactoryProvider[] = [
  {
    provide: Closing,
    inject: [REPLAYS, Books, TODAY],
    useFactory: (replays: Replays, books: Books, today: Today) => new Closing(replays, books, today),
  },
];
