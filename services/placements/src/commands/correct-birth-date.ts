import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TODAY, type Today } from '@regieboek/platform';
import { YouthWriter, type AtRevision, type YouthId } from './youth-writer.js';
import type { CalendarDate } from '@regieboek/kernel';
import type { Revision } from './youth-writer.js';

/** Corrects or completes the date of birth of a youth. */
export class CorrectBirthDate extends Command<Revision> {
  constructor(
    readonly id: YouthId,
    readonly birth: CalendarDate,
    readonly at: AtRevision & { readonly recordedOn?: CalendarDate | undefined } = {},
  ) {
    super();
  }
}

/** Handles CorrectBirthDate. */
@CommandHandler(CorrectBirthDate)
export class CorrectBirthDateHandler implements ICommandHandler<CorrectBirthDate> {
  constructor(
    @Inject(YouthWriter) private readonly youths: YouthWriter,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ id, birth, at }: CorrectBirthDate): Promise<Revision> {
    const { recordedOn = this.today() } = at;
    const { region, youth } = id;
    const told = { birth, precision: 'day', toldOn: recordedOn } as const;
    return this.youths.decide(region, { kind: 'correct-birth-date', youth, ...told }, at.expected);
  }
}
