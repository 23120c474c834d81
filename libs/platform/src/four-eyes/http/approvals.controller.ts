import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Endpoint } from '../../http/endpoint.js';
import { inRegion, pathParts } from '../../http/paths.js';
import { Parsed } from '../../http/requests/parsed.js';
import { ConfirmApproval, DeclineApproval } from '../messages/commands.js';
import { GetApproval, ListApprovals } from '../messages/queries.js';
import { approval, approvalList, approvalWithContent } from './responses.js';

const path = inRegion.extend({ approval: pathParts.approval });
type Path = z.output<typeof path>;

/** Requests for a second person (vier ogen): seals with waivers, payments and erasure wait for one. */
@ApiTags('access')
@Controller('regions/:region/approvals')
export class ApprovalsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Open requests of a region. */
  @Get()
  @Endpoint({
    permission: 'see-approvals',
    summary: 'Open requests for a second person (vier ogen) that the caller may decide on',
    description: 'A request lapses seven days after it was made. Descriptions hold no personal data but a pseudonym.',
    path: inRegion,
    answers: { 200: { description: 'Oldest first.', json: approvalList } },
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    return { approvals: await this.queries.execute(new ListApprovals(region)) };
  }

  /** A request with its content. */
  @Get(':approval')
  @Endpoint({
    permission: 'see-approvals',
    summary: 'A request for a second person with what is asked for',
    path,
    answers: { 200: { description: 'The content is null once it is decided.', json: approvalWithContent } },
    problems: [404],
  })
  show(@Param(new Parsed(path)) { region, approval: id }: Path) {
    return this.queries.execute(new GetApproval(region, id));
  }

  /** Confirms a request, which carries it out. */
  @Post(':approval/confirmation')
  @HttpCode(200)
  @Endpoint({
    permission: 'decide-approvals',
    summary: 'Confirm (bevestigen) as the second person: does what was asked, in this request',
    description:
      'Refused (403) for who asked, whatever their role. What was asked may still be refused (409): then it stays open.',
    path,
    answers: { 200: { description: 'Confirmed, now or earlier by the same person.', json: approval } },
    problems: [403, 404, 409],
  })
  confirm(@Param(new Parsed(path)) { region, approval: id }: Path) {
    return this.commands.execute(new ConfirmApproval(region, id));
  }

  /** Declines a request. */
  @Post(':approval/refusal')
  @HttpCode(200)
  @Endpoint({
    permission: 'decide-approvals',
    summary: 'Decline (afwijzen) as the second person: nothing is done',
    path,
    answers: { 200: { description: 'Declined, now or earlier by the same person.', json: approval } },
    problems: [403, 404, 409],
  })
  decline(@Param(new Parsed(path)) { region, approval: id }: Path) {
    return this.commands.execute(new DeclineApproval(region, id));
  }
}
