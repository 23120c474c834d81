import { Controller, Delete, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actionNames, mayInPart, roles } from '@regieboek/access';
import { actorNow } from '../../access/index.js';
import type { LogIn, Sent } from '../../access/log-in.js';
import { LOG_IN } from '../../tokens.js';
import { Endpoint } from '../endpoint.js';
import { component } from '../openapi/json-schema.js';
import { Parsed } from '../requests/parsed.js';
import { mustHaveLogIn } from './must-have-log-in.js';

const grant = z.object({
  role: z.enum(roles),
  region: z.string().meta({ description: 'Id of the region; * for all.' }),
  municipality: z.string().exactOptional(),
  provider: z.string().exactOptional(),
  actions: z.array(z.string()).readonly().exactOptional(),
  emergency: z
    .uuid()
    .exactOptional()
    .meta({ description: 'Id of the emergency access (noodtoegang) by which the role was taken for an hour.' }),
});

/** Who is logged in. */
const session = component(
  'Session',
  z.object({
    actor: z.string().meta({ description: 'Code that events name; never a name.' }),
    kind: z
      .enum(['person', 'machine', 'local'])
      .meta({ description: 'local: the user of this machine, without log-in.' }),
    grants: z.array(grant).readonly(),
    actions: z.array(z.string()).meta({ description: 'Actions that are possible with some object (docs/access.md).' }),
  }),
);

const asked = z.object({
  issuer: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'the name of an issuer')
    .optional()
    .meta({ description: 'Name of the issuer to log in at, when there are several.' }),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,31}$/, 'the id of a region')
    .optional()
    .meta({ description: 'Region to log in for, in place of the issuer.' }),
  returnTo: z.string().max(500).optional().meta({ description: 'Path of this server to go to afterwards.' }),
  again: z.literal('true').optional().meta({
    description:
      'The identity provider asks for credentials again, as ending sessions needs a log-in of the last 15 minutes.',
  }),
});

/** A parameter that a provider sends back. */
const sentBack = (max: number, description: string) => z.string().max(max).optional().meta({ description });

/** Parameters that a provider sends back; it may add its own. */
const cameBack = z.object({
  code: sentBack(4_000, 'Authorization code.'),
  state: sentBack(500, 'The state of the log-in, as it was sent.'),
  iss: sentBack(500, 'Issuer (RFC 9207).'),
  session_state: sentBack(500, 'State of the session at the provider; not used.'),
  error: sentBack(200, 'Why the provider did not log in, as a code.'),
  error_description: sentBack(1_000, 'The same in words; not used.'),
  error_uri: sentBack(500, 'An address about it; not used.'),
});

const ended = z.object({
  location: z.string().meta({ description: 'Address that ends the session at the provider too.' }),
});

function send(reply: FastifyReply, { location, cookies }: Sent): void {
  void reply
    .header('Set-Cookie', [...cookies])
    .header('Cache-Control', 'no-store')
    .status(302)
    .header('Location', location);
}

/** Log-in and log-out (inloggen, uitloggen), and who is logged in. */
@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(@Inject(LOG_IN) private readonly logIn: LogIn | null) {}

  /** Who is logged in, and what that allows. */
  @Get()
  @Endpoint({
    permission: 'session',
    summary: 'Who is logged in, with roles and the actions they allow',
    answers: { 200: { description: 'The actor of this request.', json: session } },
  })
  show(): z.output<typeof session> {
    const actor = actorNow();
    const { kind, grants } = actor;
    const actions = actionNames.filter((action) => mayInPart(actor, action).allowed);
    return { actor: actor.code ?? actor.subject, kind, grants, actions };
  }

  /** Sends a browser to the identity provider. */
  @Get('log-in')
  @Endpoint({
    permission: 'anyone',
    summary: 'Log in: sends the browser to the identity provider',
    query: asked,
    answers: { 302: { description: 'To the identity provider.' } },
    problems: [404],
  })
  async begin(
    @Query(new Parsed(asked)) { issuer, region, returnTo, again }: z.output<typeof asked>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const wanted = {
      ...(issuer === undefined ? {} : { issuer }),
      ...(region === undefined ? {} : { region }),
      ...(returnTo === undefined ? {} : { returnTo }),
      again: again === 'true',
    };
    send(reply, await mustHaveLogIn(this.logIn).begin(request, wanted));
  }

  /** Target of the redirect from the identity provider. */
  @Get('callback')
  @Endpoint({
    permission: 'anyone',
    sessionEvent: 'log-in',
    summary: 'End of a log-in: the identity provider sends the browser here',
    query: cameBack,
    answers: { 302: { description: 'Logged in; to where the log-in was begun.' } },
    problems: [401, 403, 404],
  })
  async callback(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    send(reply, await mustHaveLogIn(this.logIn).complete(request));
  }

  /** Ends the session. */
  @Delete()
  @Endpoint({
    permission: 'anyone',
    sessionEvent: 'log-out',
    summary: 'Log out: ends the session here; the location ends it at the identity provider',
    answers: { 200: { description: 'Logged out, now or before.', json: ended } },
    problems: [403, 404],
  })
  async logOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof ended>> {
    const { location, cookies } = await mustHaveLogIn(this.logIn).end(request);
    reply.header('Set-Cookie', [...cookies]).header('Clear-Site-Data', '"cache", "storage"');
    return { location };
  }
}
