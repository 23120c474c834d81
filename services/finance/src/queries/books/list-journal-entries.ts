import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownAt } from '../../books/index.js';
import { journalLines, type AccountMapping, type JournalLine } from '../../domain/ledger/journal-entries.js';
import { Ledger } from '../../ledger/index.js';
import type { InMonth, Watch } from '../../runs/index.js';

/** How the postings of a month become journal entries. */
export interface JournalRequest {
  readonly accounts: AccountMapping;
  /** An entry per posting instead of one per source of postings. */
  readonly isDetailed?: boolean | undefined;
  readonly knownAt?: KnownAt | undefined;
}

/** Journal entries of a month on the accounts of an organisation. */
export class ListJournalEntries extends Query<readonly JournalLine[]> {
  constructor(
    readonly month: InMonth,
    readonly request: JournalRequest,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles ListJournalEntries. */
@QueryHandler(ListJournalEntries)
export class ListJournalEntriesHandler implements IQueryHandler<ListJournalEntries> {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  async execute({ month, request, watch }: ListJournalEntries): Promise<readonly JournalLine[]> {
    const { accounts, isDetailed, knownAt } = request;
    const { postings } = await this.ledger.postings(month, knownAt, watch);
    return journalLines(postings, accounts, isDetailed);
  }
}
