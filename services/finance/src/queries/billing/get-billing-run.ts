import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { seeRows, canReach } from '@regieboek/platform';
import { BillingRuns, type StartedRange, type StartedRun } from '../../billing/index.js';

/** A billing run that was started, with its progress or result; undefined when there is none. */
export class GetBillingRun extends Query<StartedRun | StartedRange | undefined> {
  constructor(readonly id: string) {
    super();
  }
}

/** Handles GetBillingRun. */
@QueryHandler(GetBillingRun)
export class GetBillingRunHandler implements IQueryHandler<GetBillingRun> {
  constructor(@Inject(BillingRuns) private readonly runs: BillingRuns) {}

  async execute({ id }: GetBillingRun): Promise<StartedRun | StartedRange | undefined> {
    const found = this.runs.find(id);
    if (found && !canReach(found.region)) return undefined;
    if (found?.result && 'unresolved' in found.result) seeRows(found.region, found.result.unresolved);
    return found;
  }
}
