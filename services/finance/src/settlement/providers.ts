import type { Provider } from '@nestjs/common';
import { Receipts } from './receipts.js';
import { Settlements } from './settlements.js';

/** Settlements between municipalities, and their receipts. */
export const settlementProviders: Provider[] = [Receipts, Settlements];
