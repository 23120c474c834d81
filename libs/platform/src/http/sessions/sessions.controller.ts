import { Controller, Delete, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { actorNow } from '../../access/index.js';
import type { LogIn } from '../../access/log-in.js';
import type { OpenSession } from '../../access/open-sessions.js';
import { LOG_IN } from '../../tokens.js';
import { Endpoint } from '../endpoint.js';
import { notFound } from '../problems/problem.js';
import { Parsed } from '../requests/parsed.js';
import { mustHaveLogIn } from './must-have-log-in.js';
import { mustHaveLoggedInRecently } from './recent-log-in.js';
import { endedSessions, ownSessions, sessionPath } from './responses.js';

/** Sessions of the caller; a program has none. */
async function ownOf({ sessions }: LogIn): Promise<OpenSession[]> {
  const actor = actorNow();
  return actor.kind === 'person' ? sessions.ofPerson(actor) : [];
}

/** Sessions of the caller (eigen sessies). ASVS 7.5.2. */
@ApiTags('session')
@Controller('sessions')
export class SessionsController {
  constructor(@Inject(LOG_IN) private readonly logIn: LogIn | null) {}

  /** Active sessions of the caller. */
  @Get()
  @Endpoint({
    permission: 'session',
    summary: 'Sessions of the caller (eigen sessies) that go on',
    description: 'In a four-service deployment each service has sessions of its own. A program has none.',
    answers: { 200: { description: 'Newest first.', json: ownSessions } },
    problems: [404],
  })
  async list(@Req() request: FastifyRequest): Promise<z.output<typeof ownSessions>> {
    const logIn = mustHaveLogIn(this.logIn);
    const current = (await logIn.sessionOf(request))?.id;
    const sessions = await ownOf(logIn);
    return {
      sessions: sessions.map(({ issuer: _, subject: __, ...session }) => ({
        ...session,
        isCurrent: session.id === current,
      })),
    };
  }

  /** Ends one session of the caller. */
  @Delete(':session')
  @Endpoint({
    permission: 'session',
    sessionEvent: 'log-out',
    summary: 'End (beëindig) a session of the caller, also in another browser',
    description:
      'The session at the identity provider goes on; DELETE /v1/session ends that of this browser too. Another session than that of the request needs a log-in of the last 15 minutes (log-in-not-recent).',
    path: sessionPath,
    answers: { 200: { description: 'Ended, for every process at once.', json: endedSessions } },
    problems: [403, 404],
  })
  async end(
    @Param(new Parsed(sessionPath)) { session }: z.output<typeof sessionPath>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof endedSessions>> {
    const logIn = mustHaveLogIn(this.logIn);
    const found = (await ownOf(logIn)).filter(({ id }) => id === session.toLowerCase());
    if (found.length === 0)
      throw notFound({
        en: 'you have no session with this id; see /v1/sessions',
        nl: 'u hebt geen sessie met dit id; zie /v1/sessions',
      });
    if (found[0]?.id !== (await logIn.sessionOf(request))?.id) await mustHaveLoggedInRecently(logIn, request);
    return { ended: await logIn.sessions.end(found.map(({ id }) => id)) };
  }
}
