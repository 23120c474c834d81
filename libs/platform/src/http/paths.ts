import { z } from 'zod';
import { fields } from '@regieboek/events';

const uuid = (description: string) => z.uuid().meta({ description, example: '615673df-570b-522a-ab28-0ee98b85f50c' });

/** Parts of paths that services have in common; none of them accepts a citizen service number. */
export const pathParts = {
  region: fields.region.meta({ description: 'Id of the region (jeugdregio).', example: 'zhz' }),
  youth: uuid('Pseudonym of a youth (jeugdige) in this region: a random UUID.'),
  declaration: uuid('Id of a declaration, as returned when it was received.'),
  approval: uuid('Id of a request for a second person.'),
  emergency: uuid('Id of an emergency access.'),
  session: uuid('Id of a session, as the list of sessions gives it.'),
  actor: z
    .string()
    .regex(/^(u-[a-p]{24}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 'the code of an actor, as the list gives it')
    .meta({ description: 'Code of a person, as events name it.', example: 'u-ghijklmnopabcdefghijklmn' }),
  message: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'the id of a message: 64 hexadecimal digits in lower case')
    .meta({ description: 'Id of a received message: equal bytes have the same id.', example: 'f2'.repeat(32) }),
  period: fields.month.meta({
    description: 'Month (declaratiemaand), from 2015-01 to the end of next year.',
    pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$',
    example: '2026-02',
  }),
  municipality: fields.municipality.meta({ description: 'CBS code of a municipality.', example: '0505' }),
};

/** Path of a resource in a region. */
export const inRegion = z.object({ region: pathParts.region });

/** Path to a received message. */
export const messagePath = z.object({ id: pathParts.message });
