import type { Provider } from '@nestjs/common';
import { IssuedSettlements } from './issued-settlements.js';
import { BankStatements } from '../bank/bank-statements.js';
import { Receipts } from './receipts.js';
import { Settlements } from './settlements.js';

/** Settlements between municipalities, and their receipts. */
export const settlementProviders: Provider[] = [Receipts, Settlements, IssuedSettlements, BankStatements];
