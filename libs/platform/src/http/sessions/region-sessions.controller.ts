import { Controller, Delete, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { actorCode, type ActorCodes } from '../../access/actor-code.js';
import type { LogIn } from '../../access/log-in.js';
import { ACTOR_CODES, LOG_IN } from '../../tokens.js';
import { Endpoint } from '../endpoint.js';
import { inRegion } from '../paths.js';
import { notFound } from '../problems/problem.js';
import { Parsed } from '../requests/parsed.js';
import { mustHaveLogIn } from './must-have-log-in.js';
import { mustHaveLoggedInRecently } from './recent-log-in.js';
import { actorPath, endedSessions, regionSessions } from './responses.js';

/** Sessions of the people of a region, for administrators. ASVS 7.4.5. */
@ApiTags('session')
@Controller('regions/:region')
export class RegionSessionsController {
  constructor(
    @Inject(LOG_IN) private readonly logIn: LogIn | null,
    @Inject(ACTOR_CODES) private readonly codes: ActorCodes,
  ) {}

  /** Sessions that go on. */
  @Get('sessions')
  @Endpoint({
    permission: 'see-sessions',
    summary: 'Sessions (sessies) that go on, of people with a role in the region',
    description: 'In a four-service deployment each service has sessions of its own.',
    path: inRegion,
    answers: { 200: { description: 'Newest first.', json: regionSessions } },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    return { sessions: await this.sessionsIn(region) };
  }

  /** Ends those sessions of a person that have a role in the region. */
  @Delete('actors/:actor/sessions')
  @Endpoint({
    permission: 'end-sessions',
    summary: 'End (beëindig) the sessions of a person that have a role in the region',
    description:
      'For staff that leaves: disable the account at the identity provider first, or the person logs in again. A session has the roles of one log-in, so it ends for its other regions too; the next request of the person is told which region ended it. Sessions without a role in the region go on. Needs a log-in of the last 15 minutes (log-in-not-recent).',
    path: actorPath,
    answers: { 200: { description: 'Ended, for every process at once.', json: endedSessions } },
    problems: [404],
  })
  async end(
    @Param(new Parsed(actorPath)) { region, actor }: z.output<typeof actorPath>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof endedSessions>> {
    const logIn = mustHaveLogIn(this.logIn);
    await mustHaveLoggedInRecently(logIn, request);
    const own = (await this.sessionsIn(region)).filter((session) => session.actor === actor);
    if (own.length === 0)
      throw notFound({
        en: 'nobody with this code has a session in the region; see its list of sessions',
        nl: 'niemand met deze code heeft een sessie in de jeugdregio; zie de lijst van sessies',
      });
    const ids = own.map(({ id }) => id);
    return { ended: await logIn.sessions.endByAdministrator(ids, region) };
  }

  private async sessionsIn(region: string): Promise<z.output<typeof regionSessions>['sessions']> {
    const sessions = await mustHaveLogIn(this.logIn).sessions.inRegion(region);
    return sessions.map((session) => ({
      ...session,
      actor: actorCode({ ...session, kind: 'person', grants: [] }, this.codes.cipher),
    }));
  }
}
