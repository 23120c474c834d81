import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { canReach, SecretAddresses, seeRows } from '@regieboek/platform';
import { hiddenLine } from '../../hiding/index.js';
import { BillingRuns, type StartedRange, type StartedRun } from '../../billing/index.js';

/** A billing run that was started, with its progress or result; undefined when there is none. */
export class GetBillingRun extends Query<StartedRun | StartedRange | undefined> {
  constructor(readonly id: string) {
    super();
  }
}

const isOfMonth = (run: StartedRun | StartedRange): run is StartedRun => 'period' in run;

/** Handles GetBillingRun. */
@QueryHandler(GetBillingRun)
export class GetBillingRunHandler implements IQueryHandler<GetBillingRun> {
  constructor(
    @Inject(BillingRuns) private readonly runs: BillingRuns,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ id }: GetBillingRun): Promise<StartedRun | StartedRange | undefined> {
    const found = this.runs.find(id);
    if (found && !canReach(found.region)) return undefined;
    if (!found || !isOfMonth(found) || !found.result) return found;
    const unresolved = await this.addresses.shown(found.region, found.result.unresolved, hiddenLine);
    seeRows(found.region, unresolved);
    return { ...found, result: { ...found.result, unresolved } };
  }
}
