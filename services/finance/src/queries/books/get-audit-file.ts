import { Inject } from '@nestjs/common';
import { Query, QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { productVersion, TODAY, type Today } from '@regieboek/platform';
import { auditFileXml } from '../../documents/index.js';
import type { Company } from '../../domain/ledger/journal-entries.js';
import type { InMonth, Watch } from '../../runs/index.js';
import { ListJournalEntries, type JournalRequest } from './list-journal-entries.js';

/** Journal entries of a month as an audit file (XAF 4.0) of an organisation, as XML. */
export class GetAuditFile extends Query<string> {
  constructor(
    readonly month: InMonth,
    readonly company: Company,
    readonly request: JournalRequest,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetAuditFile. */
@QueryHandler(GetAuditFile)
export class GetAuditFileHandler implements IQueryHandler<GetAuditFile> {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ month, company, request, watch }: GetAuditFile): Promise<string> {
    const lines = await this.queries.execute(new ListJournalEntries(month, request, watch));
    const { accounts: mapping } = request;
    return auditFileXml({
      ...{ company, mapping, month: month.period, lines },
      ...{ createdOn: this.today(), version: productVersion },
    });
  }
}
