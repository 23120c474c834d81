import type { FactoryProvider } from '@nestjs/common';
import { Books } from '../books/books.js';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { Ledger } from './ledger.js';

/** Postings and balances. */
export const ledgerProviders: FactoryProvider[] = [
  {
    provide: Ledger,
    inject: [REPLAYS, Books],
    useFactory: (replays: Replays, books: Books) => new Ledger(replays, books),
  },
];
