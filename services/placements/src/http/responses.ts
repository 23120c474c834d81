import { z } from 'zod';
import { erasureGround, fields, residenceFact } from '@regieboek/events';
import { component, fault } from '@regieboek/platform';
import type { Signal } from '../domain/signal.js';

/** Residence fact as recorded. */
export const fact = component('ResidenceFact', residenceFact);

/** Result of a message or file that was not refused. */
export const importResult = component(
  'TakenIn',
  z.object({
    status: z.enum(['processed', 'unchanged']),
    message: z.string().meta({ description: 'Id of the encrypted original.' }),
    region: z.string().nullable().meta({ description: 'null when the file concerns several regions.' }),
    events: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'Number of recorded events; absent when it was processed before.' }),
  }),
);

/** Result of a message that was answered. */
export const messageResult = component(
  'MessageTakenIn',
  importResult.extend({
    region: z.string(),
    answer: z
      .object({
        type: z.enum(['JW302', 'JW306', 'JW308']),
        accepted: z
          .boolean()
          .meta({ description: 'True when the content was recorded; false when it was refused as a whole.' }),
        faults: z.array(fault).meta({ description: 'Faults: rule and retour code, with the place.' }),
      })
      .meta({ description: 'The retour (retourbericht), available at /v1/messages/{id}/answer.' }),
  }),
);

const responsible = z.object({
  from: fields.date,
  to: fields.date.nullable().meta({ description: 'null while care has no end.' }),
  municipality: z.string().nullable().meta({ description: 'CBS code; null: undetermined, a person decides.' }),
  rule: z
    .string()
    .meta({ description: 'Rule of the residence principle (woonplaatsbeginsel) that decided the answer.' }),
  chainStart: fields.date.optional(),
  referenceDay: fields.date.optional(),
  facts: z.array(z.string()),
  review: z.array(z.string()).optional(),
  explanation: z.string().meta({ description: 'In Dutch.' }),
});

const known = z.object({
  recordedOn: fields.date,
  withdrawnOn: fields.date.nullable().meta({ description: 'Day on which it was withdrawn; null when it was not.' }),
});

/** A youth under a pseudonym: facts, and who is responsible when. */
export const youth = component(
  'Youth',
  z.object({ youth: fields.youth, facts: z.array(z.intersection(fact, known)), responsible: z.array(responsible) }),
);

/** A situation that a person should review. */
export const signal = component(
  'Signal',
  z.object({
    kind: z.enum(['closed-without-authorisation', 'short-stay-overrun', 'two-places-one-night', 'over-capacity']),
    youth: fields.youth.nullable(),
    provider: fields.provider,
    from: fields.date,
    to: fields.date,
    text: z.string(),
  }) satisfies z.ZodType<Signal>,
);

const keptFor = z.object({
  code: z
    .enum(['care-runs', 'dispute', 'claims', 'books'])
    .meta({ description: 'Care has no end; a dispute is open; municipalities can claim; the books must be kept.' }),
  until: fields.date.nullable().meta({ description: 'Last day; null while it is not known.' }),
});

/** Retention of a region on a day. */
export const retentionReport = component(
  'RetentionReport',
  z.object({
    on: fields.date,
    youths: z.array(
      z.object({
        youth: fields.youth,
        lastCare: fields.date.nullable().meta({ description: 'Last day of care; null while it runs or without any.' }),
        reasons: z.array(keptFor).meta({ description: 'Reasons to keep the data; without any they may be erased.' }),
      }),
    ),
    erased: z.array(z.object({ youth: fields.youth, ground: erasureGround, erasedOn: fields.date })),
  }),
);
