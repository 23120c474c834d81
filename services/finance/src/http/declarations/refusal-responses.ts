import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';

const { cents, date, month, municipality, provider } = fields;

const reason = component(
  'RefusalReason',
  z.object({
    code: z
      .string()
      .nullable()
      .meta({ description: 'Retour code (WJ001); null when the message could not be judged.' }),
    text: z.string(),
    remedy: z.string().meta({ description: 'How to settle it.' }),
  }),
);

/** A refused line, or a declaration refused as a whole. */
const refusal = component(
  'Refusal',
  z.object({
    scope: z.enum(['line', 'declaration']),
    declaration: z.string().nullable(),
    messageId: z.string().nullable().meta({ description: 'Identificatie of the message.' }),
    number: z.string().nullable().meta({ description: 'DeclaratieNummer.' }),
    provider: provider.nullable(),
    municipality: municipality.nullable(),
    period: month.nullable(),
    line: z.int().nullable().meta({ description: 'Number of the line in the declaration, from 1.' }),
    reference: z.string().nullable().meta({ description: 'ReferentieNummer.' }),
    assignment: z.int().nullable().meta({ description: 'ToewijzingNummer.' }),
    youth: fields.youth.nullable().meta({ description: 'Pseudonym; null when the region does not know the client.' }),
    category: z.string().nullable(),
    code: z.string().nullable().meta({ description: 'Product code.' }),
    from: date.nullable(),
    to: date.nullable(),
    cents: cents.nullable(),
    reasons: z.array(reason),
  }),
);

/** Refusals of a region. */
export const refusals = z.object({ region: z.string(), refusals: z.array(refusal) });

/** Declared lines with one reference. */
export const declaredLines = z.object({
  region: z.string(),
  lines: z.array(
    component(
      'DeclaredLine',
      z.object({
        declaration: z.string(),
        number: z.string(),
        provider,
        municipality,
        period: month,
        line: z.int(),
        reference: z.string(),
        assignment: z.int(),
        youth: fields.youth.nullable(),
        status: z.enum(['approved', 'refused']),
        explanation: z.string().nullable().meta({
          description: 'Id of the first billed part of an approved line, for its explanation; otherwise null.',
        }),
        reasons: z.array(reason),
      }),
    ),
  ),
});
