import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IssuedSettlements, type IssueRequest, type SettlementOnRecord } from '../../settlement/index.js';
import type { Watch } from '../../runs/index.js';

/** Issues a settlement of sealed months to municipalities; a later one of the same months states only the difference. */
export class IssueSettlement extends Command<SettlementOnRecord> {
  constructor(
    readonly region: string,
    readonly request: IssueRequest,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles IssueSettlement. */
@CommandHandler(IssueSettlement)
export class IssueSettlementHandler implements ICommandHandler<IssueSettlement> {
  constructor(@Inject(IssuedSettlements) private readonly settlements: IssuedSettlements) {}

  execute({ region, request, watch }: IssueSettlement): Promise<SettlementOnRecord> {
    return this.settlements.issue(region, request, watch);
  }
}
