import { type DatabaseAddresses } from '@regieboek/isolation';
import type { FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { Actor } from '@regieboek/access';
import type { CurrentSession, LogIn, LogInAsked, Sent } from '../access/log-in.js';
import type { OpenSessions } from '../access/open-sessions.js';
import { mustBeOwnPage } from '../http/edge/hosts.js';
import { Problem } from '../http/problems/problem.js';
import { establishActor } from '../logging/request-context.js';
import { openReadModels } from '../read-models/data-source.js';
import type { Cipher } from '../secrets/cipher.js';
import { BearerTokens } from './bearer.js';
import { CodeFlow, type PeopleIssuer } from './flow/code-flow.js';
import { cookieIn, cookieName, setCookie } from './flow/cookies.js';
import { LOG_IN_WITHIN_MS, openPending, sealPending } from './flow/pending.js';
import { Providers } from './flow/providers.js';
import { StoredOpenSessions } from './sessions/open-sessions.js';
import { Sessions, sessionLimits, sessionTables } from './sessions/sessions.js';
import { secretOf, type Issuer, type LogInFile } from './settings/log-in-file.js';

/** Dependencies of a log-in. */
export interface LogInOptions {
  readonly file: LogInFile;
  readonly database: string | DatabaseAddresses;
  readonly cipher: Cipher;
  /** Address of this server as browsers reach it; undefined: as the request names it, on this machine only. */
  readonly address: string | undefined;
  /** Name of the service, for its cookie: cookies of one host are shared by its ports. */
  readonly service: string;
  readonly variables: NodeJS.ProcessEnv;
}

const isOfPeople = (issuer: Issuer): issuer is PeopleIssuer => issuer.people !== undefined;

const notFoundHere = (names: readonly string[]): Problem =>
  new Problem(400, 'issuer-not-known', `name where you log in, with ?issuer= or ?region=: ${names.join(', ')}`);

const sessionEnded = (region: string): Problem =>
  new Problem(
    401,
    'session-ended',
    `an administrator of region ${region} ended your session, for all its regions: log in again at /v1/session/log-in`,
  );

/** A path of this server; anything else becomes the start page, so that a log-in never redirects to another site. */
const safePath = (path: string | undefined): string =>
  path !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\') ? path : '/';

/** Log-in of people by sessions and of programs by tokens. */
class OidcLogIn implements LogIn {
  readonly sessions: OpenSessions;
  private readonly people: readonly PeopleIssuer[];

  // eslint-disable-next-line @typescript-eslint/max-params -- made in one place, below
  constructor(
    private readonly options: Pick<LogInOptions, 'file' | 'cipher' | 'address' | 'service'>,
    private readonly source: DataSource,
    private readonly kept: Sessions,
    private readonly flow: CodeFlow,
    private readonly tokens: BearerTokens,
  ) {
    this.sessions = new StoredOpenSessions(source);
    this.people = options.file.issuers.filter(isOfPeople);
  }

  async authenticate(request: FastifyRequest): Promise<Actor | undefined> {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      const token = /^Bearer ([\w.~+/=-]+)$/.exec(authorization)?.[1];
      if (token === undefined)
        throw new Problem(401, 'token-not-valid', 'send a token as Authorization: Bearer, or log in with a browser');
      return this.tokens.actorOf(token);
    }
    const id = cookieIn(cookie, this.cookieOf(request, 'session'));
    if (id === undefined) return undefined;
    mustBeOwnPage(request, this.options.address);
    return (await this.kept.find(id))?.actor;
  }

  async sessionOf(request: FastifyRequest): Promise<CurrentSession | undefined> {
    const id = cookieIn(request.headers.cookie, this.cookieOf(request, 'session'));
    return id === undefined ? undefined : this.kept.find(id);
  }

  async endOf(request: FastifyRequest): Promise<Problem | undefined> {
    const id = cookieIn(request.headers.cookie, this.cookieOf(request, 'session'));
    const region = id === undefined ? undefined : await this.kept.endedIn(id);
    return region === undefined ? undefined : sessionEnded(region);
  }

  async begin(request: FastifyRequest, asked: LogInAsked): Promise<Sent> {
    const issuer = this.issuerFor(asked);
    const address = this.addressOf(request);
    const { url, pending } = await this.flow.begin(issuer, `${address}/v1/session/callback`, {
      ...{ returnTo: safePath(asked.returnTo), again: asked.again === true },
    });
    const value = sealPending(pending, this.options.cipher);
    return { location: url.href, cookies: [this.cookie(request, 'log-in', value, LOG_IN_WITHIN_MS / 1_000)] };
  }

  async complete(request: FastifyRequest): Promise<Sent> {
    const sealed = cookieIn(request.headers.cookie, this.cookieOf(request, 'log-in'));
    const pending = sealed === undefined ? undefined : openPending(sealed, this.options.cipher, Date.now());
    const issuer = this.people.find(({ name }) => name === pending?.issuer);
    if (!pending || !issuer)
      throw new Problem(
        401,
        'log-in-not-begun',
        'no log-in is under way in this browser, or it took more than ten minutes: begin at /v1/session/log-in',
      );
    const cameBack = new URL(request.url, this.addressOf(request));
    if (cameBack.searchParams.get('state') !== pending.state)
      throw new Problem(
        401,
        'log-in-not-valid',
        'this is not the log-in that was begun in this browser: begin again at /v1/session/log-in',
      );
    const session = await this.flow.complete(issuer, cameBack, pending);
    if (!(await this.kept.useLogIn(pending.state)))
      throw new Problem(401, 'log-in-not-valid', 'this log-in was completed before: begin again at /v1/session/log-in');
    const id = await this.kept.begin(session, request.headers['user-agent']);
    const { issuer: at, subject, grants } = session;
    establishActor({ issuer: at, subject, grants, kind: 'person' });
    return {
      location: pending.returnTo,
      cookies: [
        this.cookie(request, 'session', id, sessionLimits.longestMs / 1_000),
        this.cookie(request, 'log-in', '', 0),
      ],
    };
  }

  async end(request: FastifyRequest): Promise<Sent> {
    const id = cookieIn(request.headers.cookie, this.cookieOf(request, 'session'));
    const session = id === undefined ? undefined : await this.kept.find(id);
    if (session) establishActor(session.actor);
    if (id !== undefined) await this.kept.end(id);
    const issuer = this.people.find((one) => one.issuer === session?.actor.issuer);
    const start = `${this.addressOf(request)}/`;
    const location = (session && issuer && (await this.flow.endAt(issuer, session.idToken, start))) ?? '/';
    return { location, cookies: [this.cookie(request, 'session', '', 0)] };
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  private issuerFor({ issuer, region }: LogInAsked): PeopleIssuer {
    const found = this.people.filter(
      ({ name, regions }) =>
        (issuer === undefined || name === issuer) &&
        (region === undefined || regions.includes(region) || regions.includes('*')),
    );
    const [only] = found;
    if (only && found.length === 1) return only;
    throw notFoundHere(this.people.map(({ name, regions }) => `${name} (${regions.join(' ')})`));
  }

  /** Address of this server: as configured, otherwise as the request names it; accepted names were checked before. */
  private addressOf({ headers }: FastifyRequest): string {
    return this.options.address ?? `http://${headers.host ?? 'localhost'}`;
  }

  private isSecure(request: FastifyRequest): boolean {
    return this.addressOf(request).startsWith('https:');
  }

  private cookieOf(request: FastifyRequest, kind: 'session' | 'log-in'): string {
    return cookieName(`${this.options.service}-${kind}`, this.isSecure(request));
  }

  private cookie(request: FastifyRequest, kind: 'session' | 'log-in', value: string, maxAgeSeconds: number): string {
    const name = `${this.options.service}-${kind}`;
    return setCookie({ name, value, maxAgeSeconds, secure: this.isSecure(request) });
  }
}

/** Opens the log-in of a process with its tables and issuers. Sends no request to an issuer before the first log-in. Throws SettingsFault for a missing secret. */
export async function openLogIn({ file, database, cipher, address, service, variables }: LogInOptions): Promise<LogIn> {
  for (const { people } of file.issuers) if (people) secretOf(people, variables);
  const source = await openReadModels(database, sessionTables);
  const providers = new Providers(variables);
  const tokens = new BearerTokens(file.issuers, providers);
  const sessions = new Sessions(source, cipher);
  return new OidcLogIn({ file, cipher, address, service }, source, sessions, new CodeFlow(providers), tokens);
}
