import { z } from 'zod';
import { kinds } from '../import/classify.js';

const decided = z.object({
  id: z.string().meta({ description: 'Id of the declaration.' }),
  lines: z.int().min(0).meta({ description: 'Declared lines; 0 when it was refused as a whole.' }),
  approvedLines: z.int().min(0),
  provider: z.string().optional().meta({ description: 'AGB code of the provider.' }),
  number: z.string().optional().meta({ description: 'DeclaratieNummer.' }),
});

/** Result of one file of an import. */
const importedFile = z.object({
  file: z.string().meta({ description: 'Name in the ZIP file.' }),
  kind: z.enum(kinds),
  status: z.enum(['processed', 'unchanged', 'refused', 'waiting', 'passed-over']).meta({
    description:
      'unchanged: imported before. waiting: a declaration that waits for an earlier month. passed-over: no file of a kind that is imported.',
  }),
  region: z.string().nullable(),
  faults: z.array(z.object({ place: z.string(), text: z.string() })),
  declaration: decided.optional(),
  released: z
    .array(decided)
    .optional()
    .meta({ description: 'Declarations that waited for this one, decided after it.' }),
  answer: z.object({ message: z.string(), type: z.string() }).optional().meta({
    description: 'Retour of an answered message: GET /v1/messages/{message}/answer.',
  }),
});

/** Results of an import, in the order in which its files were imported. */
export const importedFiles = z.object({ files: z.array(importedFile) });
