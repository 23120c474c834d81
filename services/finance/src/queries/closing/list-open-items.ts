import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { SecretAddresses, seeRows } from '@regieboek/platform';
import type { MonthRange } from '../../domain/runs/month-range.js';
import { OpenItems, type OpenItemFilter, type OpenItemsOfRegion } from '../../open-items/index.js';
import type { Watch } from '../../runs/index.js';
import { hiddenOpenWork } from '../../hiding/index.js';

/** Everything of some months that wants a decision before they are sealed. */
export class ListOpenItems extends Query<OpenItemsOfRegion> {
  constructor(
    readonly region: string,
    readonly months: MonthRange,
    readonly filter: OpenItemFilter = {},
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles ListOpenItems. */
@QueryHandler(ListOpenItems)
export class ListOpenItemsHandler implements IQueryHandler<ListOpenItems> {
  constructor(
    @Inject(OpenItems) private readonly openItems: OpenItems,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ region, months, filter, watch }: ListOpenItems): Promise<OpenItemsOfRegion> {
    const found = await this.openItems.of(region, months, filter, watch);
    const items = await this.addresses.shown(region, found.items, hiddenOpenWork);
    seeRows(region, items);
    return { ...found, items };
  }
}
