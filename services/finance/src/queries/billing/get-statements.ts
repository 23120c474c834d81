import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { seeRows } from '@regieboek/platform';
import type { RunQuery } from '../../books/index.js';
import type { InMonth, Watch } from '../../runs/index.js';
import { Billing, type KnownStatement } from '../../billing/index.js';

/** Statements of a month, of one municipality or of all. */
export class GetStatements extends Query<KnownStatement[]> {
  constructor(
    readonly month: InMonth,
    readonly municipality: string | undefined = undefined,
    readonly request: RunQuery & Watch = {},
  ) {
    super();
  }
}

/** Handles GetStatements. */
@QueryHandler(GetStatements)
export class GetStatementsHandler implements IQueryHandler<GetStatements> {
  constructor(@Inject(Billing) private readonly billing: Billing) {}

  async execute({ month, municipality, request }: GetStatements): Promise<KnownStatement[]> {
    const statements = await this.billing.statements(month.region, month.period, municipality, request);
    for (const { lines, corrections } of statements) {
      seeRows(month.region, lines);
      seeRows(month.region, corrections);
    }
    return statements;
  }
}
