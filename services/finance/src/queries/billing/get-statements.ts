import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { SecretAddresses } from '@regieboek/platform';
import { hiddenStatement } from '../hidden-rows.js';
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
  constructor(
    @Inject(Billing) private readonly billing: Billing,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ month, municipality, request }: GetStatements): Promise<KnownStatement[]> {
    const statements = await this.billing.statements(month.region, month.period, municipality, request);
    return Promise.all(statements.map((one) => hiddenStatement(this.addresses, month.region, one)));
  }
}
