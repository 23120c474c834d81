import type { FactoryProvider } from '@nestjs/common';
import { Books } from '../books/books.js';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { OpenItems } from './open-items-of-region.js';

/** Open items of regions. */
export const openItemProviders: FactoryProvider[] = [
  {
    provide: OpenItems,
    inject: [REPLAYS, Books],
    useFactory: (replays: Replays, books: Books) => new OpenItems(replays, books),
  },
];
