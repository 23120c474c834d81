import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { SecretAddresses, seeRows } from '@regieboek/platform';
import { hiddenCorrection } from '../../hiding/index.js';
import type { KnownAt } from '../../books/index.js';
import type { Correction } from '../../domain/differences/diff-causes.js';
import type { InMonth, Watch } from '../../runs/index.js';
import { Billing } from '../../billing/index.js';

/** Corrections of earlier, sealed months that a month takes over. */
export class ListCorrections extends Query<Correction[]> {
  constructor(
    readonly month: InMonth,
    readonly knownAt: KnownAt | undefined = undefined,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles ListCorrections. */
@QueryHandler(ListCorrections)
export class ListCorrectionsHandler implements IQueryHandler<ListCorrections> {
  constructor(
    @Inject(Billing) private readonly billing: Billing,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ month, knownAt, watch }: ListCorrections): Promise<Correction[]> {
    const corrections = await this.billing.corrections(month.region, month.period, knownAt, watch);
    const shown = await this.addresses.shown(month.region, corrections, hiddenCorrection);
    seeRows(month.region, shown);
    return shown;
  }
}
