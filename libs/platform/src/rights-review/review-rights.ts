import { Inject } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AuditLog } from '../audit/log/audit-log.js';
import type { EmergencyGrants } from '../emergency/index.js';
import { AUDIT_LOG, EMERGENCY_GRANTS } from '../tokens.js';
import { reviewRights, type RightsReview } from './rights-review.js';

/** Roles in a region, the people who had them, and when they were used. */
export class ReviewRights extends Query<RightsReview> {
  constructor(
    readonly region: string,
    readonly year: number | null,
  ) {
    super();
  }
}

/** Handles ReviewRights. */
@QueryHandler(ReviewRights)
export class ReviewRightsHandler implements IQueryHandler<ReviewRights> {
  constructor(
    @Inject(AUDIT_LOG) private readonly audit: AuditLog,
    @Inject(ModuleRef) private readonly modules: ModuleRef,
  ) {}

  execute({ region, year }: ReviewRights): Promise<RightsReview> {
    // Each service knows the same emergency access, and provides it in a module of its own.
    const [grants] = this.modules.get<EmergencyGrants>(EMERGENCY_GRANTS, { strict: false, each: true });
    const sources = {
      audit: this.audit,
      emergencyAccess: async (of: string) => (await grants?.allIn(of)) ?? [],
      now: Date.now,
    };
    return reviewRights(sources, region, year);
  }
}
