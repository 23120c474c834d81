import { randomBytes, randomUUID } from 'node:crypto';
import { In, IsNull, LessThan, type DataSource, type FindOptionsWhere, type Repository } from 'typeorm';
import type { Actor, Grant } from '@regieboek/access';
import type { ReadModels } from '../../read-models/data-source.js';
import type { Cipher } from '../../secrets/cipher.js';
import { sessionEntity, usedLogInEntity, type SessionRow, type UsedLogInRow } from './entity.js';
import { browserKindOf } from './browser-kind.js';
import { ListedSessions1700000000043, RecentLogIns1700000000044, Sessions1700000000030 } from './migration.js';

/** Tables of sessions, in a schema of their own. */
export const sessionTables: ReadModels = {
  schema: 'access',
  entities: [sessionEntity, usedLogInEntity],
  migrations: [Sessions1700000000030, ListedSessions1700000000043, RecentLogIns1700000000044],
};

/** Limits of a session, in milliseconds. */
export const sessionLimits = {
  /** Without a request. */
  idleMs: 15 * 60_000,
  /** In all, whatever is done in it. */
  longestMs: 8 * 3_600_000,
  /** A request is noted when the last note is this old, so that not every request writes. */
  noteMs: 60_000,
} as const;

/** How long a completed log-in is remembered: longer than one may take. */
const LOG_IN_KEPT_MS = 3_600_000;

/** A new session, from a log-in. */
export interface NewSession {
  readonly issuer: string;
  readonly subject: string;
  readonly grants: readonly Grant[];
  readonly idToken: string;
  /** Milliseconds since 1970: when the person gave credentials to the provider; null where it did not tell. */
  readonly authenticatedAt: number | null;
}

/** A session with its actor. */
export interface Session {
  /** Its name in lists, not the one that the cookie holds. */
  readonly id: string;
  readonly actor: Actor;
  readonly idToken: string;
  /** As of the log-in. */
  readonly authenticatedAt: number | null;
  /** ISO 8601, UTC: when it ends at the latest. */
  readonly endsAt: string;
}

/** Minimum time between two deletions of expired sessions. */
const CLEAN_EVERY_MS = 60_000;

const PLACE = 'access/session';
const ID_BYTES = 32;

/** Sessions in a table: several processes on one database share them, and they outlast a process. */
export class Sessions {
  private readonly sessions: Repository<SessionRow>;
  private readonly logIns: Repository<UsedLogInRow>;
  private cleanedAt = 0;

  constructor(
    source: DataSource,
    private readonly cipher: Cipher,
    private readonly now: () => number = Date.now,
  ) {
    this.sessions = source.getRepository(sessionEntity);
    this.logIns = source.getRepository(usedLogInEntity);
  }

  /** Begins a session in the browser of a User-Agent header and returns its id, for the cookie. Deletes expired sessions. */
  async begin({ idToken, authenticatedAt, ...session }: NewSession, userAgent?: string): Promise<string> {
    const now = this.now();
    if (now - this.cleanedAt > CLEAN_EVERY_MS) await this.clean(now);
    const id = randomBytes(ID_BYTES).toString('base64url');
    const idHash = this.cipher.index(id, PLACE);
    const at = new Date(now);
    await this.sessions.insert({
      ...{ ...session, ...browserKindOf(userAgent), idHash, id: randomUUID(), createdAt: at, seenAt: at },
      authenticatedAt: authenticatedAt === null ? null : new Date(authenticatedAt),
      endedIn: null,
      idToken: this.cipher.seal(idToken, `${PLACE}/${idHash}`),
    });
    return id;
  }

  /** Deletes expired sessions and log-ins. */
  private async clean(now: number): Promise<void> {
    this.cleanedAt = now;
    await this.sessions.delete({ seenAt: LessThan(new Date(now - sessionLimits.idleMs)) });
    await this.sessions.delete({ createdAt: LessThan(new Date(now - sessionLimits.longestMs)) });
    await this.logIns.delete({ usedAt: LessThan(new Date(now - LOG_IN_KEPT_MS)) });
  }

  /** The session with an id, extended by 15 minutes; undefined when it does not exist or has expired. */
  async find(id: string): Promise<Session | undefined> {
    const row = await this.sessions.findOneBy({ ...this.withId(id), endedIn: IsNull() });
    if (!row) return undefined;
    const now = this.now();
    const [idle, age] = [now - row.seenAt.getTime(), now - row.createdAt.getTime()];
    if (idle > sessionLimits.idleMs || age > sessionLimits.longestMs) return undefined;
    if (idle > sessionLimits.noteMs) await this.sessions.update({ idHash: row.idHash }, { seenAt: new Date(now) });
    const { issuer, subject, grants } = row;
    return {
      id: row.id,
      actor: { issuer, subject, grants, kind: 'person' },
      idToken: this.cipher.open(row.idToken, `${PLACE}/${row.idHash}`).toString(),
      authenticatedAt: row.authenticatedAt?.getTime() ?? null,
      endsAt: new Date(row.createdAt.getTime() + sessionLimits.longestMs).toISOString(),
    };
  }

  /** Region whose administrator ended the session with an id, within the last 15 minutes; undefined when nobody did. */
  async endedIn(id: string): Promise<string | undefined> {
    return (await this.sessions.findOneBy(this.withId(id)))?.endedIn ?? undefined;
  }

  /** Ends a session, on every process at once. */
  async end(id: string): Promise<void> {
    await this.sessions.delete(this.withId(id));
  }

  private withId(id: string): FindOptionsWhere<SessionRow> {
    return { idHash: In([...this.cipher.indexes(id, PLACE)]) };
  }

  /** Notes that a log-in was completed; false when it was before. */
  async useLogIn(state: string): Promise<boolean> {
    const usedAt = new Date(this.now());
    const stateHash = this.cipher.index(state, 'access/log-in');
    const inserted = await this.logIns
      .createQueryBuilder()
      .insert()
      .values({ stateHash, usedAt })
      .orIgnore()
      .returning('state_hash')
      .execute();
    const rows: unknown = inserted.raw;
    return Array.isArray(rows) && rows.length > 0;
  }
}
