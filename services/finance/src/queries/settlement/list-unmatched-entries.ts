import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ListedEntry } from '@regieboek/events';
import { BankStatements } from '../../bank/index.js';

/** Credit entries of bank statements that are not recorded as receipts. */
export class ListUnmatchedEntries extends Query<readonly ListedEntry[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListUnmatchedEntries. */
@QueryHandler(ListUnmatchedEntries)
export class ListUnmatchedEntriesHandler implements IQueryHandler<ListUnmatchedEntries> {
  constructor(@Inject(BankStatements) private readonly statements: BankStatements) {}

  execute({ region }: ListUnmatchedEntries): Promise<readonly ListedEntry[]> {
    return this.statements.unmatched(region);
  }
}
