import type { FactoryProvider, Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { EventLog } from '@regieboek/eventing';
import { EVENT_LOG, PROJECTIONS, TODAY, type Projections, type Today } from '@regieboek/platform';
import { Billing } from '../billing/billing.js';
import { ruleSets, type RuleSets } from '../domain/rule-sets.js';
import { RULE_SETS, SOURCE } from '../tokens.js';
import { BillingRuns } from './billing-runs.js';
import { Books } from './books.js';
import { Closing } from './closing.js';
import { Comparing } from './comparing.js';
import { Ledger } from './ledger.js';
import { bookEventsIn } from './book-events.js';
import { Proving } from './proving.js';

const books: FactoryProvider<Books> = {
  provide: Books,
  inject: [EVENT_LOG, SOURCE, PROJECTIONS, RULE_SETS],

  useFactory: (log: EventLog, source: DataSource, projections: Projections, rules: RuleSets) =>
    new Books(log, bookEventsIn(source, projections), rules),
};

/** Everything of closing, for the module of this service. */
export const closingProviders: Provider[] = [
  { provide: RULE_SETS, useValue: ruleSets },
  books,
  {
    provide: Closing,
    inject: [EVENT_LOG, Books, TODAY],
    useFactory: (log: EventLog, known: Books, today: Today) => new Closing(log, known, today),
  },
  {
    provide: Comparing,
    inject: [EVENT_LOG, Books],
    useFactory: (log: EventLog, known: Books) => new Comparing(log, known),
  },
  { provide: Ledger, inject: [EVENT_LOG, Books], useFactory: (log: EventLog, known: Books) => new Ledger(log, known) },
  {
    provide: Proving,
    inject: [EVENT_LOG, RULE_SETS],
    useFactory: (log: EventLog, rules: RuleSets) => new Proving(log, rules),
  },
  {
    provide: BillingRuns,
    inject: [Books, Billing],
    useFactory: (known: Books, billing: Billing) =>
      new BillingRuns(known, ({ region, period }, asked, watch) => billing.summary(region, period, asked, watch)),
  },
];
