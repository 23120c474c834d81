import { z } from 'zod';
import { component, fault } from '@regieboek/platform';
import type { ReceivedMessage } from './store/message-store.js';

/** A received message, as the HTTP interface and the command line show it. */
export const receivedMessage = component(
  'ReceivedMessage',
  z.object({
    id: z.string(),
    kind: z.string().meta({ description: 'iJw, residence-facts or JW323.' }),
    status: z.enum(['received', 'processed', 'refused', 'waiting']),
    region: z.string().nullable(),
    faults: z.array(fault),
    result: z.unknown().meta({ description: 'Result of processing it; null when it was not processed.' }),
  }) satisfies z.ZodType<ReceivedMessage>,
);
