import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { staffRoles } from '@regieboek/access';
import { emergencyOutcome, emergencyReason, emergencyReference } from '@regieboek/events';
import { Endpoint, inRegion, Parsed, pathParts } from '@regieboek/platform';
import { ReviewEmergencyAccess } from '../../commands/review-emergency-access.js';
import { TakeEmergencyAccess } from '../../commands/take-emergency-access.js';
import { ListEmergencyAccess } from '../../queries/list-emergency-access.js';
import { emergencyAccess, emergencyAccessList, shownAccess } from './responses.js';

const taking = z.object({
  role: z.enum(staffRoles).meta({ description: 'Role to take for an hour; not that of a municipality or provider.' }),
  reason: emergencyReason.meta({
    description: 'urgent-care, colleague-absent, legal-deadline or incident; never free text.',
  }),
  reference: emergencyReference
    .nullable()
    .default(null)
    .meta({ description: 'Number of the case or incident elsewhere, without personal data.' }),
});
const reviewing = z.object({ outcome: emergencyOutcome });
const path = inRegion.extend({ emergency: pathParts.emergency });

/** Emergency access (noodtoegang): a role for an hour with a reason, which another person reviews. */
@ApiTags('access')
@Controller('regions/:region/emergency-access')
export class EmergencyAccessController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Takes a role for an hour. */
  @Post()
  @HttpCode(200)
  @Endpoint({
    permission: 'take-emergency-access',
    summary: 'Emergency access (noodtoegang): take a role in this region for an hour',
    description:
      'For employees with a role in the region. It is recorded, reported, named in the audit log, honoured by every service, and reviewed by another person.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'Role and reason.',
      schema: taking,
      example: { role: 'backoffice', reason: 'urgent-care', reference: 'INC-2026-0031' },
    },
    answers: { 200: { description: 'The role, with the moment at which it ends.', json: emergencyAccess } },
    problems: [404, 409],
  })
  async take(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(taking)) asked: z.output<typeof taking>,
  ) {
    return shownAccess(await this.commands.execute(new TakeEmergencyAccess(region, asked)));
  }

  /** Emergency access of a region. */
  @Get()
  @Endpoint({
    permission: 'see-emergency-access',
    summary: 'Emergency access (noodtoegang) of a region with its reviews, newest first',
    path: inRegion,
    answers: { 200: { description: 'What has no review is an open item.', json: emergencyAccessList } },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    const found = (await this.queries.execute(new ListEmergencyAccess(region))).map(shownAccess);
    return { emergencyAccess: found, open: found.filter(({ review }) => review === null).length };
  }

  /** Reviews another person's emergency access. */
  @Post(':emergency/review')
  @HttpCode(200)
  @Endpoint({
    permission: 'review-emergency-access',
    summary: 'Review (beoordelen) emergency access that somebody else took',
    path,
    body: { content: 'json', description: 'Outcome.', schema: reviewing, example: { outcome: 'justified' } },
    answers: { 200: { description: 'Reviewed, now or earlier with the same outcome.', json: emergencyAccess } },
    problems: [404, 409],
  })
  async review(
    @Param(new Parsed(path)) { region, emergency }: z.output<typeof path>,
    @Body(new Parsed(reviewing)) { outcome }: z.output<typeof reviewing>,
  ) {
    return shownAccess(await this.commands.execute(new ReviewEmergencyAccess(region, emergency, outcome)));
  }
}
