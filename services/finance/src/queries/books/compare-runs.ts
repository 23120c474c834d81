import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { SecretAddresses, seeRows } from '@regieboek/platform';
import { hiddenCorrection } from '../../hiding/index.js';
import type { RunQuery } from '../../books/index.js';
import { RunComparisons, type Compared } from '../../differences/index.js';
import type { InMonth, Watch } from '../../runs/index.js';

/** Differences between two runs of a month, each with its causes. */
export class CompareRuns extends Query<Compared> {
  constructor(
    readonly month: InMonth,
    readonly sides: readonly [RunQuery, RunQuery],
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles CompareRuns. */
@QueryHandler(CompareRuns)
export class CompareRunsHandler implements IQueryHandler<CompareRuns> {
  constructor(
    @Inject(RunComparisons) private readonly comparing: RunComparisons,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ month, sides, watch }: CompareRuns): Promise<Compared> {
    const compared = await this.comparing.differences(month, sides, watch);
    const differences = await this.addresses.shown(month.region, compared.differences, hiddenCorrection);
    seeRows(month.region, differences);
    return { ...compared, differences };
  }
}
