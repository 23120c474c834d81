import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EmergencyAccessReview } from '@regieboek/events';
import type { EmergencyAccessRow } from '@regieboek/platform';
import { EmergencyAccess } from '../emergency/emergency-access.js';

/** Records whether another person's emergency access was justified. */
export class ReviewEmergencyAccess extends Command<EmergencyAccessRow> {
  constructor(
    readonly region: string,
    readonly id: string,
    readonly outcome: EmergencyAccessReview['outcome'],
  ) {
    super();
  }
}

/** Handles ReviewEmergencyAccess. */
@CommandHandler(ReviewEmergencyAccess)
export class ReviewEmergencyAccessHandler implements ICommandHandler<ReviewEmergencyAccess> {
  constructor(@Inject(EmergencyAccess) private readonly access: EmergencyAccess) {}

  execute({ region, id, outcome }: ReviewEmergencyAccess): Promise<EmergencyAccessRow> {
    return this.access.review(region, id, outcome);
  }
}
