import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EmergencyAccessRow } from '@regieboek/platform';
import { EmergencyAccess } from '../emergency/emergency-access.js';

/** Emergency access of a region, newest first. */
export class ListEmergencyAccess extends Query<EmergencyAccessRow[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListEmergencyAccess. */
@QueryHandler(ListEmergencyAccess)
export class ListEmergencyAccessHandler implements IQueryHandler<ListEmergencyAccess> {
  constructor(@Inject(EmergencyAccess) private readonly access: EmergencyAccess) {}

  execute({ region }: ListEmergencyAccess): Promise<EmergencyAccessRow[]> {
    return this.access.list(region);
  }
}
