import type { FactoryProvider, Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { EventLog } from '@regieboek/eventing';
import { EVENT_LOG, PROJECTIONS, TODAY, type Projections, type Today } from '@regieboek/platform';
import { Billing } from '../billing/billing.js';
import { ruleSets, type RuleSets } from '../domain/rule-sets.js';
import { DATA_DIR, REPLAYS, RULE_SETS, SOURCE } from '../tokens.js';
import { BillingRuns } from './billing-runs.js';
import { Books } from './books.js';
import { Closing } from './closing.js';
import { Comparing } from './comparing.js';
import { Ledger } from './ledger.js';
import { bookEventsIn } from './book-events.js';
import { JournalReplays } from './journal-replays.js';
import { Proving } from './proving.js';
import type { Replays } from './replays.js';

const books: FactoryProvider<Books> = {
  provide: Books,
  inject: [REPLAYS, SOURCE, PROJECTIONS, RULE_SETS],
  useFactory: (replays: Replays, source: DataSource, projections: Projections, rules: RuleSets) =>
    new Books(replays.source, bookEventsIn(source, projections), rules),
};

/** Everything of closing, for the module of this service. */
export const closingProviders: Provider[] = [
  { provide: RULE_SETS, useValue: ruleSets },
  {
    provide: REPLAYS,
    inject: [EVENT_LOG, DATA_DIR],
    useFactory: (log: EventLog, dataDir: string) => JournalReplays.open(log, dataDir),
  },
  books,
  {
    provide: Closing,
    inject: [REPLAYS, Books, TODAY],
    useFactory: (replays: Replays, known: Books, today: Today) => new Closing(replays, known, today),
  },
  {
    provide: Comparing,
    inject: [REPLAYS, Books],
    useFactory: (replays: Replays, known: Books) => new Comparing(replays, known),
  },
  {
    provide: Ledger,
    inject: [REPLAYS, Books],
    useFactory: (replays: Replays, known: Books) => new Ledger(replays, known),
  },
  {
    provide: Proving,
    inject: [REPLAYS, RULE_SETS],
    useFactory: (replays: Replays, rules: RuleSets) => new Proving(replays, rules),
  },
  {
    provide: BillingRuns,
    inject: [Books, Billing],
    useFactory: (known: Books, billing: Billing) =>
      new BillingRuns(known, {
        month: ({ region, period }, asked, watch) => billing.summary(region, period, asked, watch),
        range: (range, asked, watch) => billing.range(range, asked, watch),
      }),
  },
];
