import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { roles } from '@regieboek/access';
import { emergencyOutcome, emergencyReason } from '@regieboek/events';
import { Endpoint } from '../http/endpoint.js';
import { component } from '../http/openapi/json-schema.js';
import { inRegion } from '../http/paths.js';
import { Parsed } from '../http/requests/parsed.js';
import { ReviewRights } from './review-rights.js';

const moment = z.iso.datetime({ precision: 3 });
const count = z.int().min(0);

const right = component(
  'RightInUse',
  z.object({
    subject: z.string().meta({ description: 'The actor, by the id that the issuer gave.' }),
    issuer: z.string(),
    kind: z.enum(['person', 'machine', 'local']),
    role: z.enum(roles),
    logIns: count.meta({ description: 'Log-ins that gave the role.' }),
    firstLogIn: moment.nullable(),
    lastLogIn: moment.nullable(),
    uses: count.meta({ description: 'Audited actions that the role allowed.' }),
    firstUsed: moment.nullable(),
    lastUsed: moment.nullable(),
    emergencyUses: count.meta({ description: 'Of these, by emergency access (noodtoegang) alone.' }),
  }),
);

const emergency = z.object({
  id: z.uuid(),
  takenBy: z.string(),
  role: z.enum(roles),
  reason: emergencyReason,
  reference: z.string().nullable(),
  takenAt: moment,
  until: moment,
  outcome: emergencyOutcome.nullable(),
  reviewedBy: z.string().nullable(),
  isOverdue: z.boolean().meta({ description: 'A review is missing for more than seven days.' }),
});

const review = component(
  'RightsReview',
  z.object({
    region: z.string(),
    year: z.int().nullable(),
    rights: z.array(right).readonly(),
    emergencyAccess: z.array(emergency).readonly(),
    overdueReviews: count,
  }),
);

const ofYear = z.object({
  year: z.coerce
    .number()
    .int()
    .min(2015)
    .max(2200)
    .optional()
    .meta({ description: 'Year of the review; left out: everything that the audit log keeps.', example: 2026 }),
});

/** Review of rights (autorisatiebeoordeling), as BIO2 5.18.02 asks for every year. */
@ApiTags('access')
@Controller('regions/:region/rights-review')
export class RightsReviewController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** Roles in use in a region. */
  @Get()
  @Endpoint({
    permission: 'review-rights',
    summary: 'Review of rights (autorisatiebeoordeling): who had which role in the region, and used it when',
    description: 'Made of the audit log of this service; in a four-service deployment each service has its own.',
    path: inRegion,
    query: ofYear,
    answers: { 200: { description: 'By subject, issuer and role; with emergency access.', json: review } },
  })
  show(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(ofYear)) { year }: z.output<typeof ofYear>,
  ): Promise<z.output<typeof review>> {
    return this.queries.execute(new ReviewRights(region, year ?? null));
  }
}
