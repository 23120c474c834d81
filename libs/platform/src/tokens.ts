/** Injection tokens of the objects that every service gets from its process. */
export const EVENT_LOG = Symbol('EventLog');
/** `pg` pool of the service's database. */
export const DATABASE = Symbol('Database');
/** `DatabaseAddresses` of the service's database, for TypeORM. */
export const DATABASE_ADDRESSES = Symbol('DatabaseAddresses');
/** ProjectionRunner over the event log. */
export const PROJECTIONS = Symbol('Projections');
/** Cipher under the vault key. */
export const CIPHER = Symbol('Cipher');
/** Clock: `() => CalendarDate`, the receiver's date of today. */
export const TODAY = Symbol('Today');
/** IdentityLookup of placements: pseudonyms for BSNs. */
export const IDENTITIES = Symbol('Identities');
/** `FeedsHealth`: health of the feeds of this process. */
export const FEEDS_HEALTH = Symbol('FeedsHealth');
/** `RequestKeys`: Idempotency-Keys and the requests they were used for. */
export const REQUEST_KEYS = Symbol('RequestKeys');
/** `LogIn` of people with a browser, or null when the process has none. */
export const LOG_IN = Symbol('LogIn');
/** `Authenticator`: establishes the sender of a request. */
export const AUTHENTICATOR = Symbol('Authenticator');
/** `AuditLog`: records who read or changed what, and who was refused. */
export const AUDIT_LOG = Symbol('AuditLog');
/** `Auditor`: records requests in the audit log. */
export const AUDITOR = Symbol('Auditor');
/** `Readiness`: what must respond before this process is ready, and what needs an operator. */
export const READINESS = Symbol('Readiness');
/** `LedgerChecks`: what of the ledger can be checked in this process. */
export const LEDGER_CHECKS = Symbol('LedgerChecks');
/** `Erasures`: what erased youths are erased from in this process. */
export const ERASURES = Symbol('Erasures');
/** `ActorCodes`: the cipher by which actors get the codes that events name. */
export const ACTOR_CODES = Symbol('ActorCodes');
/** `EmergencyGrants`: emergency roles of employees. */
export const EMERGENCY_GRANTS = Symbol('EmergencyGrants');
/** `Metrics`: values for the monitoring of this process. */
export const METRICS = Symbol('Metrics');
/** `FourEyes`: decisions of two people. */
export const FOUR_EYES = Symbol('FourEyes');
