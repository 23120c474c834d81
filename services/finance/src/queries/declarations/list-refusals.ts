import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { always } from '@regieboek/access';
import { isAllowed, SecretAddresses, seeRows } from '@regieboek/platform';
import { hiddenRefusal } from '../../hiding/index.js';
import { Refusals, type RefusalFilter, type RefusedItem } from '../../refusals/index.js';

/** Refused lines and declarations of a region, as far as the caller may see them. */
export class ListRefusals extends Query<RefusedItem[]> {
  constructor(
    readonly region: string,
    readonly filter: RefusalFilter = {},
  ) {
    super();
  }
}

/** Handles ListRefusals. */
@QueryHandler(ListRefusals)
export class ListRefusalsHandler implements IQueryHandler<ListRefusals> {
  constructor(
    @Inject(Refusals) private readonly refusals: Refusals,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ region, filter }: ListRefusals): Promise<RefusedItem[]> {
    const all = await this.refusals.of(region, filter);
    const seen = new Map<string | null, boolean>();
    const sees = (provider: string | null): boolean => {
      const known = seen.get(provider) ?? isAllowed('see-refusals', { region, providers: always(provider) });
      seen.set(provider, known);
      return known;
    };
    const own = all.filter(({ provider }) => sees(provider));
    const shown = await this.addresses.shown(region, own, hiddenRefusal);
    seeRows(region, shown);
    return shown;
  }
}
