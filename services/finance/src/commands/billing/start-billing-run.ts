import { withinRegion } from '@regieboek/platform';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RunQuery } from '../../books/index.js';
import { type RegionMonths, BillingRuns, type StartedRange, type StartedRun } from '../../billing/index.js';
import type { InMonth } from '../../runs/index.js';

/** Starts a billing run of a month or of consecutive months; the same question gives the same run. */
export class StartBillingRun extends Command<StartedRun | StartedRange> {
  constructor(
    readonly months: InMonth | RegionMonths,
    readonly request: RunQuery,
  ) {
    super();
  }
}

/** Handles StartBillingRun. */
@CommandHandler(StartBillingRun)
export class StartBillingRunHandler implements ICommandHandler<StartBillingRun> {
  constructor(@Inject(BillingRuns) private readonly runs: BillingRuns) {}

  execute({ months, request }: StartBillingRun): Promise<StartedRun | StartedRange> {
    return withinRegion(months.region, () =>
      'period' in months ? this.runs.start(months, request) : this.runs.startRange(months, request),
    );
  }
}
