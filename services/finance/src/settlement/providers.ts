import type { Provider } from '@nestjs/common';
import { IssuedSettlements } from './issued-settlements.js';
import { Receipts } from './receipts.js';
import { Settlements } from './settlements.js';

/** Settlements between municipalities, and their receipts. */
export const settlementProviders: Provider[] = [Receipts, Settlements, IssuedSettlements];
