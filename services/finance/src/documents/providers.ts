import type { FactoryProvider } from '@nestjs/common';
import { SecretAddresses } from '@regieboek/platform';
import { Billing } from '../billing/billing.js';
import { RunComparisons } from '../differences/run-comparisons.js';
import { REPLAYS, type Replays } from '@regieboek/replays';
import { StatementDocuments } from './statement/statement-documents.js';

/** Documents that leave the product. */
export const documentProviders: FactoryProvider[] = [
  {
    provide: StatementDocuments,
    inject: [Billing, RunComparisons, REPLAYS, SecretAddresses],
    useFactory: (billing: Billing, comparisons: RunComparisons, replays: Replays, addresses: SecretAddresses) =>
      new StatementDocuments(billing, comparisons, replays, addresses),
  },
];
