import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';
import type { Cause, Correction } from '../../domain/differences/diff-causes.js';

const { cents, month, municipality, provider } = fields;

const cause = component(
  'Cause',
  z.object({
    what: z.string().meta({ description: 'Type of the event; rule-set: other rules; use: other days of care.' }),
    position: z.int().nullable(),
    recordedAt: z.iso.datetime().nullable(),
    subject: z.string().nullable(),
    cents,
  }) satisfies z.ZodType<Cause>,
);

/** A difference of a month, with its causes. */
export const correction = component(
  'Correction',
  z.object({
    key: z.string(),
    kind: z.enum(['line', 'lump-sum']),
    period: month,
    youth: fields.youth.nullable(),
    municipality: municipality.nullable(),
    payer: municipality.nullable(),
    provider,
    product: z.string(),
    beforeCents: cents,
    afterCents: cents,
    cents,
    rules: z.array(z.string()).meta({ description: 'Residence rules that apply in the second run.' }),
    causes: z.array(cause).meta({ description: 'Causes; their cents add up to the difference.' }),
  }) satisfies z.ZodType<Correction>,
);
