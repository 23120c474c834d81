/** Injection tokens of what every service gets from the process it runs in. */
export const EVENT_LOG = Symbol('EventLog');
/** `pg` pool of the service's database. */
export const DATABASE = Symbol('Database');
/** Connection string of the service's database, for TypeORM. */
export const DATABASE_URL = Symbol('DatabaseUrl');
/** ProjectionRunner over the event log. */
export const PROJECTIONS = Symbol('Projections');
/** Cipher under the vault key. */
export const CIPHER = Symbol('Cipher');
/** Clock: `() => CalendarDate`, the receiver's date of today. */
export const TODAY = Symbol('Today');
/** IdentityLookup of placements: pseudonyms for BSNs. */
export const IDENTITIES = Symbol('Identities');
/** `FeedsHealth`: how the feeds of this process are doing. */
export const FEEDS_HEALTH = Symbol('FeedsHealth');
