import { z } from 'zod';
import { roles } from '@regieboek/access';
import { component } from '../../http/openapi/json-schema.js';

const codes = z.record(z.string(), z.string());
const time = (description: string) => z.iso.datetime({ precision: 3 }).meta({ description });

/** An entry of the audit log. */
const entry = component(
  'AuditEntry',
  z.object({
    region: z.string(),
    position: z.number().int().meta({ description: '1, 2, 3 … per region, without a gap.' }),
    id: z.uuid(),
    startedAt: time('When the request arrived, UTC.'),
    at: time('When its answer was ready, UTC.'),
    subject: z.string().nullable().meta({ description: 'The actor, by the id that the issuer gave.' }),
    issuer: z.string().nullable(),
    actorKind: z.enum(['person', 'machine', 'local']).nullable(),
    roles: z
      .array(z.enum(roles))
      .readonly()
      .meta({ description: 'Roles that allow the action, or that a log-in gave.' }),
    onBehalfOf: z.string().nullable(),
    event: z.enum(['read', 'search', 'export', 'look-up', 'change', 'review', 'denial', 'log-in', 'log-out']),
    purpose: z.string().nullable(),
    action: z.string().nullable(),
    objectKind: z.string().nullable(),
    object: codes.meta({ description: 'Ids of the object.' }),
    query: codes.meta({ description: 'Filters of the query.' }),
    youths: z.array(z.uuid()).readonly().meta({ description: 'Pseudonyms of the youths whose data the answer holds.' }),
    youthCount: z.number().int(),
    youthDigest: z.string().nullable().meta({ description: 'Keyed digest in place of more than 10,000 pseudonyms.' }),
    result: z.enum(['allowed', 'denied', 'failed']),
    code: z.string().nullable(),
    origin: z.string().meta({ description: 'IP address, `command line` or `inbox`.' }),
    request: z.string().nullable(),
    knownAt: z.string().nullable(),
    previous: z.string().meta({ description: 'Hash of the entry before.' }),
    hash: z.string().meta({ description: 'SHA-256 of all other fields as canonical JSON.' }),
  }),
);

/** A page of the audit log. */
export const auditPage = component(
  'AuditPage',
  z.object({
    entries: z.array(entry),
    next: z.number().int().nullable().meta({ description: 'Value of `after` for the next page; null on the last.' }),
  }),
);
