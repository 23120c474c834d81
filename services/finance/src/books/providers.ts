import type { FactoryProvider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { PROJECTIONS, type Projections } from '@regieboek/platform';
import type { RuleSets } from '@regieboek/billing';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { RULE_SETS, SOURCE } from '../tokens.js';
import { bookEventsIn } from '../read-model/books/queries.js';
import { Books } from './books.js';

/** The books of regions. */
export const bookProviders: FactoryProvider[] = [
  {
    provide: Books,
    inject: [REPLAYS, SOURCE, PROJECTIONS, RULE_SETS],
    useFactory: (replays: Replays, source: DataSource, projections: Projections, rules: RuleSets) =>
      new Books(replays.source, bookEventsIn(source, projections), rules),
  },
];
