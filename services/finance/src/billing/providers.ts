import type { Provider } from '@nestjs/common';
import { Books } from '../books/books.js';
import { BillingRuns } from './billing-runs.js';
import { Billing } from './billing.js';

/** Billing of months, and billing runs that take their time. */
export const billingProviders: Provider[] = [
  Billing,
  {
    provide: BillingRuns,
    inject: [Books, Billing],
    useFactory: (books: Books, billing: Billing) =>
      new BillingRuns(books, {
        month: ({ region, period }, request, watch) => billing.summary(region, period, request, watch),
        range: (range, request, watch) => billing.range(range, request, watch),
      }),
  },
];
