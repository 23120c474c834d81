import type { Provider } from '@nestjs/common';
import { Reconciliations } from '../reconciliation/reconciliations.js';
import { Payments } from './payments.js';
import { Receipts } from './receipts.js';
import { Settlements } from './settlements.js';

/** Everything of reconciliation, settlement, payments and receipts, for the module of this service. */
export const settlementProviders: Provider[] = [Reconciliations, Settlements, Payments, Receipts];
