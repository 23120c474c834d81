import type { Actor, AuditKind, Role } from '@regieboek/access';

/** Region of entries about the installation: log-ins, and requests that name no region that exists. */
export const INSTALLATION = '*';

/** Kind of an audited event: that of its action, or a log-in or log-out. */
export type AuditEvent = Exclude<AuditKind, 'not'> | 'denial' | 'log-in' | 'log-out';

/** How an audited request ended; a denial and a failure have a code. */
export type AuditResult = 'allowed' | 'denied' | 'failed';

/** Names and codes, such as parts of a path and filters of a query; never text of users. */
export type Codes = Readonly<Record<string, string>>;

/** The youths (jeugdigen) whose data a response contains, by pseudonym; for many, only their number and a keyed digest. */
export interface SeenYouths {
  /** In order, each once; empty when there are too many to name. */
  readonly youths: readonly string[];
  readonly youthCount: number;
  /** HMAC-SHA-256 of all pseudonyms in order; null when they are named. */
  readonly youthDigest: string | null;
}

/** What is audited (vast te leggen), before it has its place in the chain. Contains no BSN, no name of a youth, no text of users. */
export interface AuditDraft extends SeenYouths {
  /** Id of a region, or INSTALLATION. */
  readonly region: string;
  /** ISO 8601 in UTC: when the request arrived, and when its answer was ready. */
  readonly startedAt: string;
  readonly at: string;
  /** The actor; null when a log-in failed. On the command line the subject is the user of the machine. */
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly actorKind: Actor['kind'] | null;
  /** Roles that allow the action, or that a log-in gave in the region; empty in a denial. */
  readonly roles: readonly Role[];
  /** Subject on whose behalf the actor acts; not used yet. */
  readonly onBehalfOf: string | null;
  readonly event: AuditEvent;
  /** Purpose (doel), action and kind of object, by the table of permissions; null for log-ins. */
  readonly purpose: string | null;
  readonly action: string | null;
  readonly objectKind: string | null;
  /** Ids of the object. */
  readonly object: Codes;
  /** Filters of the query. */
  readonly query: Codes;
  readonly result: AuditResult;
  /** Code of the problem; null when allowed. */
  readonly code: string | null;
  /** IP address of the sender, `command line` or `inbox`. */
  readonly origin: string;
  /** Id of the request, as in logs and events; null on the command line. */
  readonly request: string | null;
  /** Day or position of knowledge that was requested; null: now. */
  readonly knownAt: string | null;
}

/** An entry of the audit log: a draft with its place in the chain of its region. */
export interface AuditEntry extends AuditDraft {
  readonly id: string;
  /** 1, 2, 3 … per region, without a gap. */
  readonly position: number;
  /** Hash of the entry before; zeros for the first. */
  readonly previous: string;
  /** SHA-256 (hex) of all other fields as canonical JSON. */
  readonly hash: string;
}
