import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { notAhead } from './not-ahead.js';
import { TODAY, type Today } from '@regieboek/platform';
import { YouthWriter, type AtRevision, type YouthId } from './youth-writer.js';
import type { ResidenceFact } from '@regieboek/events';
import type { CalendarDate } from '@regieboek/kernel';
import type { Revision } from './youth-writer.js';

/** Records a fact about residence; the same fact again changes nothing. Without a day it became known today. */
export class RecordResidenceFact extends Command<Revision> {
  constructor(
    readonly id: YouthId,
    readonly fact: ResidenceFact,
    readonly at: AtRevision & { readonly recordedOn?: CalendarDate | undefined } = {},
  ) {
    super();
  }
}

/** Handles RecordResidenceFact. */
@CommandHandler(RecordResidenceFact)
export class RecordResidenceFactHandler implements ICommandHandler<RecordResidenceFact> {
  constructor(
    @Inject(YouthWriter) private readonly youths: YouthWriter,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ id, fact, at }: RecordResidenceFact): Promise<Revision> {
    const { recordedOn = this.today() } = at;
    notAhead({ recordedOn }, this.today());
    const { region, youth } = id;
    return this.youths.decide(region, { kind: 'record-fact', youth, fact, recordedOn }, at.expected);
  }
}
