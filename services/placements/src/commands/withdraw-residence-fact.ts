import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { notAhead } from './not-ahead.js';
import { TODAY, type Today } from '@regieboek/platform';
import { YouthWriter, type AtRevision, type YouthId } from './youth-writer.js';
import type { CalendarDate } from '@regieboek/kernel';
import type { Revision } from './youth-writer.js';

/** Withdraws a fact that turned out to be wrong; it stays in the history. */
export class WithdrawResidenceFact extends Command<Revision> {
  constructor(
    readonly id: YouthId,
    readonly factId: string,
    readonly at: AtRevision & { readonly withdrawnOn?: CalendarDate | undefined } = {},
  ) {
    super();
  }
}

/** Handles WithdrawResidenceFact. */
@CommandHandler(WithdrawResidenceFact)
export class WithdrawResidenceFactHandler implements ICommandHandler<WithdrawResidenceFact> {
  constructor(
    @Inject(YouthWriter) private readonly youths: YouthWriter,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ id, factId, at }: WithdrawResidenceFact): Promise<Revision> {
    const { withdrawnOn = this.today() } = at;
    notAhead({ withdrawnOn }, this.today());
    const { region, youth } = id;
    return this.youths.decide(region, { kind: 'withdraw-fact', youth, factId, withdrawnOn }, at.expected);
  }
}
