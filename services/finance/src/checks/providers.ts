import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DATABASE, LEDGER_CHECKS, type LedgerChecks } from '@regieboek/platform';
import { Ledger } from '../ledger/index.js';
import { SealProofs } from '../proof/index.js';
import { booksCheck, sealsCheck } from './books-checks.js';
import { declaredMessages } from './declared-messages.js';

/** Adds the checks of finance to those of its process. */
@Injectable()
export class FinanceChecks {
  constructor(
    @Inject(LEDGER_CHECKS) checks: LedgerChecks,
    @Inject(DATABASE) pool: Pool,
    @Inject(SealProofs) proofs: SealProofs,
    @Inject(Ledger) ledger: Ledger,
  ) {
    checks.add('messages', declaredMessages(pool));
    checks.add('seals', sealsCheck(proofs));
    checks.add('books', booksCheck(ledger));
  }
}
