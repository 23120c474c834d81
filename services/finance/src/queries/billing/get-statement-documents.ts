import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { StatementDocuments, type DocumentQuery, type StatementDocument } from '../../documents/index.js';
import type { InMonth, Watch } from '../../runs/index.js';

/** Statements of a month as documents, of one municipality or of all. */
export class GetStatementDocuments extends Query<StatementDocument[]> {
  constructor(
    readonly month: InMonth,
    readonly municipality: string | undefined = undefined,
    readonly request: DocumentQuery = {},
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetStatementDocuments. */
@QueryHandler(GetStatementDocuments)
export class GetStatementDocumentsHandler implements IQueryHandler<GetStatementDocuments> {
  constructor(@Inject(StatementDocuments) private readonly documents: StatementDocuments) {}

  execute({ month, municipality, request, watch }: GetStatementDocuments): Promise<StatementDocument[]> {
    return this.documents.of(month, municipality, request, watch);
  }
}
