import { emergencyFor, regionsOf, rolesFor, ruleOf, type ActionName, type Actor, type Role } from '@regieboek/access';
import type { SeenByRegion } from '../../logging/request-context.js';
import type { Cipher } from '../../secrets/cipher.js';
import type { AuditLog } from '../log/audit-log.js';
import { INSTALLATION, type AuditDraft, type AuditEvent, type Codes, type SeenYouths } from '../log/entry.js';

/** Maximum youths that an entry names; for more it contains their number and a digest. */
export const NAMED_MAX = 10_000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A request or command from which an entry is made. */
export interface Audited extends Pick<
  AuditDraft,
  'startedAt' | 'object' | 'query' | 'result' | 'code' | 'origin' | 'request' | 'knownAt'
> {
  readonly actor: Actor | undefined;
  /** An action, or an event of a session. */
  readonly asked: ActionName | 'log-in' | 'log-out';
  /** Region of the request as its sender wrote it. */
  readonly region: string | undefined;
  readonly seen: SeenByRegion;
}

const isSession = (asked: Audited['asked']): asked is 'log-in' | 'log-out' => asked === 'log-in' || asked === 'log-out';

/** Whether it must be audited: as the table of permissions states, and every denial. */
const mustBeAudited = ({ asked, result }: Audited): boolean =>
  isSession(asked) || result === 'denied' || ruleOf(asked).audit !== 'not';

/** Fields of an entry that depend on its action. */
function described(asked: Audited['asked']): Pick<AuditDraft, 'event' | 'action' | 'purpose' | 'objectKind'> {
  if (isSession(asked)) return { event: asked, action: null, purpose: null, objectKind: null };
  const { audit, purpose, object } = ruleOf(asked);
  const event: AuditEvent = audit === 'not' ? 'denial' : audit;
  return { event, action: asked, purpose, objectKind: object };
}

/** Roles that a log-in gave in a region, or that allow the action; none in a denial. */
function rolesOf({ actor, asked, result }: Audited, region: string | undefined): readonly Role[] {
  if (!actor || result === 'denied' || asked === 'log-out') return [];
  if (asked !== 'log-in') return rolesFor(actor, asked, region);
  const given = actor.grants.filter((grant) => grant.region === (region ?? INSTALLATION));
  return [...new Set(given.map(({ role }) => role))];
}

/** The emergency access that allowed an action, to add to the ids of its object. */
function byEmergency(actor: Actor | undefined, asked: Audited['asked'], region: string | undefined): Codes {
  const emergency = actor && !isSession(asked) ? emergencyFor(actor, asked, region) : undefined;
  return emergency === undefined ? {} : { emergency };
}

/** Youths that were seen, and the one that the request is about, also when it was refused. */
const withSubject = (seen: ReadonlySet<string> | undefined, { youth }: Codes): ReadonlySet<string> =>
  youth !== undefined && UUID.test(youth) ? new Set([...(seen ?? []), youth]) : (seen ?? new Set());

/** Makes entries of requests and commands, and records them in the audit log. */
export class Auditor {
  private readonly known = new Set<string>();

  constructor(
    private readonly log: AuditLog,
    private readonly cipher: Pick<Cipher, 'id'>,
    private readonly events: Pick<AuditLog, 'regions'>,
  ) {}

  /**
   * Records a request if it must be audited, with one entry for every region whose youths it saw. Throws AuditAway; then the
   * response must not leave.
   */
  async record(audited: Audited): Promise<void> {
    if (!mustBeAudited(audited)) return;
    const regions = await this.regionsIn(audited);
    await this.log.record(regions.map((region) => this.draft(audited, region)));
  }

  private draft(audited: Audited, region: string): AuditDraft {
    const { actor, asked, seen, startedAt, object, query, result, code, origin, request, knownAt } = audited;
    const inRegion = region === INSTALLATION ? undefined : region;
    return {
      ...{ region, startedAt, at: new Date().toISOString() },
      ...{ subject: actor?.subject ?? null, issuer: actor?.issuer ?? null, actorKind: actor?.kind ?? null },
      roles: rolesOf(audited, inRegion),
      onBehalfOf: null,
      ...described(asked),
      object: { ...object, ...byEmergency(actor, asked, inRegion) },
      ...{ query, result, code, origin, request, knownAt },
      ...this.named(region, withSubject(seen.get(region), object)),
    };
  }

  private named(region: string, youths: ReadonlySet<string>): SeenYouths {
    const sorted = [...youths].sort();
    if (sorted.length <= NAMED_MAX) return { youths: sorted, youthCount: sorted.length, youthDigest: null };
    return { youths: [], youthCount: sorted.length, youthDigest: this.cipher.id(region, 'audit', sorted.join('\n')) };
  }

  /** Regions of a request; a text that is not the id of a region is not recorded, because it may contain anything. */
  private async regionsIn({ actor, asked, region, seen }: Audited): Promise<readonly string[]> {
    if (isSession(asked)) return actor && actor.grants.length > 0 ? regionsOf(actor) : [INSTALLATION];
    const found = new Set(seen.keys());
    if (region !== undefined && !found.has(region) && (await this.isRegion(region))) found.add(region);
    return found.size > 0 ? [...found] : [INSTALLATION];
  }

  private async isRegion(id: string): Promise<boolean> {
    if (this.known.has(id)) return true;
    for (const region of await this.events.regions()) this.known.add(region);
    return this.known.has(id);
  }
}
