import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { always } from '@regieboek/access';
import { isAllowed, SecretAddresses, seeRows } from '@regieboek/platform';
import { hiddenLine } from '../../hiding/index.js';
import type { RunQuery } from '../../books/index.js';
import type { InMonth, Watch } from '../../runs/index.js';
import { Billing, type BillingSummary } from '../../billing/index.js';

/** Totals, claims and unresolved lines of a month: of the region, or of the municipalities whose bill the caller may see. */
export class GetBillingSummary extends Query<BillingSummary> {
  constructor(
    readonly month: InMonth,
    readonly request: RunQuery = {},
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetBillingSummary. */
@QueryHandler(GetBillingSummary)
export class GetBillingSummaryHandler implements IQueryHandler<GetBillingSummary> {
  constructor(
    @Inject(Billing) private readonly billing: Billing,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ month, request, watch }: GetBillingSummary): Promise<BillingSummary> {
    const summary = await this.seenBy(month, request, watch);
    const unresolved = await this.addresses.shown(month.region, summary.unresolved, hiddenLine);
    seeRows(month.region, unresolved);
    return { ...summary, unresolved };
  }

  private seenBy(month: InMonth, request: RunQuery, watch: Watch): Promise<BillingSummary> {
    const { region } = month;
    if (isAllowed('see-billing', { region })) return this.billing.summary(region, month.period, request, watch);
    const sees = (code: string): boolean => isAllowed('see-billing', { region, municipalities: always(code) });
    return this.billing.summaryFor(sees, month, request, watch);
  }
}
