import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EmergencyAccessRow } from '@regieboek/platform';
import { EmergencyAccess, type EmergencyRequest } from '../emergency/emergency-access.js';

/** Takes a role in a region for an hour, with a reason; another person reviews it afterwards. */
export class TakeEmergencyAccess extends Command<EmergencyAccessRow> {
  constructor(
    readonly region: string,
    readonly request: EmergencyRequest,
  ) {
    super();
  }
}

/** Handles TakeEmergencyAccess. */
@CommandHandler(TakeEmergencyAccess)
export class TakeEmergencyAccessHandler implements ICommandHandler<TakeEmergencyAccess> {
  constructor(@Inject(EmergencyAccess) private readonly access: EmergencyAccess) {}

  execute({ region, request }: TakeEmergencyAccess): Promise<EmergencyAccessRow> {
    return this.access.take(region, request);
  }
}
