import type { Actor, Role } from '@regieboek/access';
import type { AuditEntry } from '../audit/log/entry.js';

/** A role that somebody had in a region, as the audit log shows it. Times are ISO 8601, UTC; null: never. */
export interface RightInUse {
  readonly subject: string;
  readonly issuer: string;
  readonly kind: Actor['kind'];
  readonly role: Role;
  /** Log-ins that gave the role. */
  readonly logIns: number;
  readonly firstLogIn: string | null;
  readonly lastLogIn: string | null;
  /** Audited actions that the role allowed. */
  readonly uses: number;
  readonly firstUsed: string | null;
  readonly lastUsed: string | null;
  /** Uses of the role by emergency access (noodtoegang) alone. */
  readonly emergencyUses: number;
}

type Counted = { -readonly [Field in keyof RightInUse]: RightInUse[Field] };

const notUsed = { logIns: 0, firstLogIn: null, lastLogIn: null, uses: 0, firstUsed: null, lastUsed: null } as const;

/** Counts an entry for a role that it names. */
function count(right: Counted, { event, at, object }: AuditEntry): void {
  if (event === 'log-in') {
    right.logIns += 1;
    right.firstLogIn ??= at;
    right.lastLogIn = at;
    return;
  }
  right.uses += 1;
  right.firstUsed ??= at;
  right.lastUsed = at;
  if (object['emergency'] !== undefined) right.emergencyUses += 1;
}

/** Roles in the entries of a region, which are in order of time; by subject, issuer and role. */
export async function rightsIn(entries: AsyncIterable<AuditEntry>): Promise<RightInUse[]> {
  const rights = new Map<string, Counted>();
  for await (const entry of entries) {
    const { subject, issuer, actorKind: kind, roles } = entry;
    if (subject === null || issuer === null || kind === null) continue;
    for (const role of roles) {
      const key = JSON.stringify([subject, issuer, role]);
      const known = rights.get(key) ?? { subject, issuer, kind, role, ...notUsed, emergencyUses: 0 };
      rights.set(key, known);
      count(known, entry);
    }
  }
  return [...rights].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, right]) => right);
}
