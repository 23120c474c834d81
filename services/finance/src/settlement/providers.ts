import type { Provider } from '@nestjs/common';
import { Reconciliations } from '../reconciliation/reconciliations.js';
import { Payments } from './payments.js';
import { Settlements } from './settlements.js';

/** Everything of reconciliation, settlement and payments, for the module of this service. */
export const settlementProviders: Provider[] = [Reconciliations, Settlements, Payments];
