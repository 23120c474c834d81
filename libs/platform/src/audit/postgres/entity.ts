import { EntitySchema, type ValueTransformer } from 'typeorm';
import type { AuditEntry } from '../log/entry.js';

/** A time with milliseconds as the text that was hashed. */
const isoTime: ValueTransformer = {
  to: (text: unknown) => text,
  from: (time: unknown) => (time instanceof Date ? time.toISOString() : time),
};

/** A bigint, which the driver gives as text; positions stay far below 2^53. */
const wholeNumber: ValueTransformer = { to: (value: unknown) => value, from: Number };

const time = (name: string) => ({ type: 'timestamptz', precision: 3, name, transformer: isoTime }) as const;
const optional = (name?: string) => ({ type: 'text', nullable: true, ...(name ? { name } : {}) }) as const;

/** Every field of an entry has a column, so that nothing is stored that its hash does not cover. */
export const auditEntity = new EntitySchema<AuditEntry>({
  name: 'entry',
  columns: {
    region: { type: 'text', primary: true },
    position: { type: 'bigint', primary: true, transformer: wholeNumber },
    id: { type: 'uuid' },
    startedAt: time('started_at'),
    at: time('at'),
    subject: optional(),
    issuer: optional(),
    actorKind: optional('actor_kind'),
    roles: { type: 'text', array: true },
    onBehalfOf: optional('on_behalf_of'),
    event: { type: 'text' },
    purpose: optional(),
    action: optional(),
    objectKind: optional('object_kind'),
    object: { type: 'jsonb' },
    query: { type: 'jsonb' },
    youths: { type: 'uuid', array: true },
    youthCount: { type: 'integer', name: 'youth_count' },
    youthDigest: optional('youth_digest'),
    result: { type: 'text' },
    code: optional(),
    origin: { type: 'text' },
    request: optional(),
    knownAt: optional('known_at'),
    previous: { type: 'text' },
    hash: { type: 'text' },
  },
});
