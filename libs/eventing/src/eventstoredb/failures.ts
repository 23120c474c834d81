import { EventStoreFailure } from './event-store-client.js';

/** What the library calls the refusals that trying again does not mend; all else may or may not have been done. */
const refusals = new Map([
  ['access-denied', 'it denies access: check the user in the connection string and the rights of the stream'],
  ['invalid-argument', 'it calls the request invalid'],
  ['invalid-transaction', 'it calls the transaction invalid'],
  ['missing-required-metadata-property', 'it misses metadata'],
  ['not-found', 'it does not know what was asked for'],
  ['unsupported', 'its version does not support what was asked for'],
]);

const textOf = (error: object, key: string): string => {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
};

const numberOf = (error: object, key: string): number => {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'number' ? value : 0;
};

const asObject = (cause: unknown): object => (typeof cause === 'object' && cause !== null ? cause : {});

/** Whether an error of the client library says that there is no such stream. */
export const isNoStream = (cause: unknown): boolean =>
  ['stream-not-found', 'no-stream'].includes(textOf(asObject(cause), 'type'));

/** An error of the client library as a failure of ours. The connection string is in none of them. */
export function failureOf(cause: unknown): EventStoreFailure {
  if (cause instanceof EventStoreFailure) return cause;
  const error = asObject(cause);
  const type = textOf(error, 'type');
  if (type === 'stream-deleted') return new EventStoreFailure('deleted', 'The stream is deleted.', { cause });
  if (type === 'maximum-append-size-exceeded') {
    const bytesMax = numberOf(error, 'maxAppendSize');
    return new EventStoreFailure('too-large', `EventStoreDB takes ${bytesMax} bytes an append.`, { cause, bytesMax });
  }
  const refusal = refusals.get(type);
  if (refusal) return new EventStoreFailure('refused', `EventStoreDB refuses: ${refusal}.`, { cause });
  return new EventStoreFailure('no-answer', `EventStoreDB did not answer (${type || 'no connection'}).`, { cause });
}

/** Whether trying again may help; what was asked for may or may not have been done. */
export const isUnanswered = (error: unknown): boolean =>
  (error instanceof EventStoreFailure && error.kind === 'no-answer') ||
  (error instanceof Error && error.name === 'NoAnswer');
