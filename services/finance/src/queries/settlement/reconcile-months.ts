import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { SecretAddresses, seeRows } from '@regieboek/platform';
import { hiddenItem } from '../../hiding/index.js';
import {
  limitedToRemaining,
  Reconciliations,
  RemainingOf,
  type ReconciliationQuery,
  type ReconciliationResult,
} from '../../reconciliation/index.js';
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
    @Inject(RemainingOf) private readonly remaining: RemainingOf,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ region, months, watch }: ReconcileMonths): Promise<ReconciliationResult> {
    const reconciled = await this.limited(region, months, await this.reconciliations.of(region, months, watch));
    const items = await this.addresses.shown(region, reconciled.items, hiddenItem);
    seeRows(region, items);
    return { ...reconciled, items };
  }

  /** As known now, no more is expected of an assignment than is left of it; what was left at another time is not known here. */
  private async limited(
    region: string,
    { knownAt }: ReconciliationQuery,
    result: ReconciliationResult,
  ): Promise<ReconciliationResult> {
    if (knownAt !== undefined) return result;
    return limitedToRemaining(result, await this.remaining.items(region, result.items));
  }
}
