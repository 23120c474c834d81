import { z } from 'zod';
import { fields, openReason } from '@regieboek/events';
import { component } from '@regieboek/platform';

const { cents, date, month, municipality, provider, youth } = fields;

const openItem = component(
  'OpenItem',
  z.object({
    item: z.string().meta({ description: 'Id of the item, by which a seal waives it.' }),
    kind: z.enum(['line', 'declaration']),
    period: month,
    provider,
    payer: municipality.nullable().meta({ description: 'Municipality that pays the provider.' }),
    municipality: municipality.nullable().meta({ description: 'Municipality that is billed for now; null: none.' }),
    youth: youth.nullable(),
    reference: z.string(),
    from: date.nullable(),
    to: date.nullable(),
    cents,
    facts: z.array(z.string()).meta({ description: 'Facts on which the outcome depends, by id.' }),
    standing: z
      .array(z.uuid())
      .meta({ description: 'Standing decisions that waive it; none: somebody has to decide.' }),
    reasons: z.array(z.object({ code: openReason, text: z.string() })),
    waysOut: z.array(
      z.object({
        command: z.string().nullable().meta({ description: 'Command that does it; null: outside the ledger.' }),
        does: z.string(),
      }),
    ),
  }),
);

/** Open items of some months of a region. */
export const openItems = z.object({
  region: z.string(),
  position: z.int().meta({ description: 'Position of the last event of the region that counts.' }),
  months: z.array(z.object({ period: month, status: z.enum(['open', 'sealed']) })),
  items: z.array(openItem),
});

/** A standing decision, and its withdrawal if there is one. */
export const standingDecision = component(
  'StandingDecision',
  z.object({
    id: z.uuid(),
    youth,
    waives: openReason,
    from: month,
    to: month,
    reason: z.string(),
    takenBy: z.string(),
    takenOn: date,
    fourEyes: fields.fourEyes.exactOptional(),
    withdrawn: z.object({ reason: z.string(), by: z.string(), on: date }).nullable(),
  }),
);

/** Standing decisions of a region. */
export const standingDecisions = z.object({ region: z.string(), decisions: z.array(standingDecision) });
