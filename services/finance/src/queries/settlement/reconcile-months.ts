import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { SecretAddresses, seeRows } from '@regieboek/platform';
import { hiddenItem } from '../hidden-rows.js';
import { Reconciliations, type ReconciliationQuery, type ReconciliationResult } from '../../reconciliation/index.js';
import type { Watch } from '../../runs/index.js';

/** Declared lines of months compared with those expected from stays, assignments and tariffs. */
export class ReconcileMonths extends Query<ReconciliationResult> {
  constructor(
    readonly region: string,
    readonly months: ReconciliationQuery,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles ReconcileMonths. */
@QueryHandler(ReconcileMonths)
export class ReconcileMonthsHandler implements IQueryHandler<ReconcileMonths> {
  constructor(
    @Inject(Reconciliations) private readonly reconciliations: Reconciliations,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ region, months, watch }: ReconcileMonths): Promise<ReconciliationResult> {
    const reconciled = await this.reconciliations.of(region, months, watch);
    const items = await this.addresses.shown(region, reconciled.items, hiddenItem);
    seeRows(region, items);
    return { ...reconciled, items };
  }
}
