import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component, fault } from '@regieboek/platform';

const { cents, date, municipality, provider } = fields;

const decidedDeclaration = z.object({
  status: z.enum(['decided', 'unchanged']),
  message: z.string().meta({ description: 'Id of the encrypted original.' }),
  region: z.string(),
  declaration: z.uuid(),
  lines: z.int(),
  approvedLines: z.int(),
  provider: provider.exactOptional(),
  number: z.string().exactOptional().meta({ description: 'DeclaratieNummer.' }),
  faults: z.array(fault).meta({ description: 'Why it was refused as a whole; empty when its lines were decided.' }),
});

/** A declaration that was decided, now or earlier. */
export const declarationResult = component(
  'DeclarationTaken',
  decidedDeclaration.extend({
    released: z
      .array(decidedDeclaration)
      .exactOptional()
      .meta({ description: 'Declarations that waited for this one and are decided now.' }),
  }),
);

/** A declaration that waits for that of an earlier month. */
export const declarationWaits = component(
  'DeclarationWaits',
  z.object({
    status: z.literal('waiting'),
    message: z.string().meta({ description: 'Id of the encrypted original.' }),
    region: z.string(),
    missing: fields.month.meta({ description: 'Month of the missing declaration.' }),
    until: date.meta({ description: 'Last day of waiting; then the declaration is decided without the missing one.' }),
    faults: z.array(fault),
  }),
);

/** A declaration and its status. */
export const declaration = component(
  'Declaration',
  z.object({
    region: z.string(),
    id: z.uuid(),
    provider,
    municipality,
    messageId: z.string(),
    number: z.string(),
    period: fields.month,
    message: z.string(),
    submittedCents: cents,
    approvedCents: cents.nullable().meta({ description: 'null until the declaration is decided.' }),
    approvedLines: z.int().nullable(),
    rejectedLines: z.int().nullable(),
    counts: z.boolean().meta({ description: 'Whether it counts as submitted: false when refused as a whole.' }),
  }),
);
