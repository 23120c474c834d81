import { z } from 'zod';
import { fields } from '@regieboek/events';
import { component } from '@regieboek/platform';

const { date, municipality, youth } = fields;

const care = z.object({
  provider: z.string().meta({ description: 'AGB code, or the name of an institution that has none.' }),
  providerName: z.string(),
  municipality: municipality.nullable(),
  assignment: z.int().nullable(),
  form: z.string(),
  product: z.string().nullable(),
  from: date,
  to: date.nullable(),
});

const assignment = z.object({
  municipality,
  number: z.int().meta({ description: 'ToewijzingNummer.' }),
  provider: fields.provider,
  providerName: z.string(),
  category: z.string().nullable(),
  code: z.string().nullable(),
  from: z.string(),
  to: z.string().nullable(),
});

/** A youth by its pseudonym, with its care. */
const foundYouth = component(
  'FoundYouth',
  z.object({
    youth,
    care: z.array(care),
    assignments: z.array(assignment),
    isSecret: z.boolean().meta({ description: 'Its address is secret for the caller: care is left out.' }),
  }),
);

/** Youths that were found; none when the region knows nobody by it. */
export const foundYouths = z.object({ youths: z.array(foundYouth) });

/** Identity of a youth, from the vault. */
export const identity = component(
  'YouthIdentity',
  z.object({
    youth,
    bsn: z.string().meta({ description: 'Citizen service number (BSN).' }),
    name: z.string().nullable().meta({ description: 'null when no message gave it.' }),
  }),
);
