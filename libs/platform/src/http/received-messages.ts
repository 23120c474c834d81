import { z } from 'zod';
import type { ReceivedMessage } from '../secrets/message-store.js';
import { component } from './json-schema.js';
import { fault } from './problem-schema.js';

/** What is known of a received message, as interfaces give it. */
export const receivedMessage = component(
  'ReceivedMessage',
  z.object({
    id: z.string(),
    kind: z.string().meta({ description: 'iJw, residence-facts or JW323.' }),
    status: z.enum(['received', 'processed', 'refused']),
    region: z.string().nullable(),
    faults: z.array(fault),
    result: z.unknown().meta({ description: 'What taking it in led to; null when it was not.' }),
  }) satisfies z.ZodType<ReceivedMessage>,
);
