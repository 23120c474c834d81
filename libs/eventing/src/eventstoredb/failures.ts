import { textOf as addressText } from './client/connection-string.js';
import type { Address } from './client/connection-string.js';
import { EventStoreFailure } from './event-store-client.js';

/** Library errors that a retry does not fix. After any other error the operation may or may not have been done. */
const refusals = new Map([
  ['access-denied', 'it denies access: check the user in the connection string and the rights of the stream'],
  ['invalid-argument', 'it reports an invalid request'],
  ['invalid-transaction', 'it reports an invalid transaction'],
  ['missing-required-metadata-property', 'it reports missing metadata'],
  ['not-found', 'it does not support the requested method'],
  ['unsupported', 'its version does not support the request'],
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

/** True when an error of the client library means that the stream does not exist. */
export const isNoStream = (cause: unknown): boolean =>
  ['stream-not-found', 'no-stream'].includes(textOf(asObject(cause), 'type'));

/** Address of the leader as reported by a node that does not lead. */
function leaderIn(error: object): Address | undefined {
  const leader = asObject(Reflect.get(error, 'leader'));
  const [host, port] = [textOf(leader, 'address'), numberOf(leader, 'port')];
  return host && port ? { host, port } : undefined;
}

/** Converts an error of the client library to an EventStoreFailure, which never contains the connection string. */
export function failureOf(cause: unknown, address?: Address): EventStoreFailure {
  if (cause instanceof EventStoreFailure) return cause;
  const error = asObject(cause);
  const type = textOf(error, 'type');
  if (type === 'stream-deleted') return new EventStoreFailure('deleted', 'The stream is deleted.', { cause });
  if (type === 'maximum-append-size-exceeded') {
    const bytesMax = numberOf(error, 'maxAppendSize');
    return new EventStoreFailure('too-large', `EventStoreDB accepts at most ${bytesMax} bytes per append.`, {
      cause,
      bytesMax,
    });
  }
  if (type === 'not-leader') {
    const leader = leaderIn(error);
    const text = `EventStoreDB${address ? ` at ${addressText(address)}` : ''} is not the leader of its cluster${leader ? `; the leader is ${addressText(leader)}` : ''}.`;
    return new EventStoreFailure('not-sent', text, { cause, ...(leader ? { leader } : {}) });
  }
  const refusal = refusals.get(type);
  if (refusal) return new EventStoreFailure('refused', `EventStoreDB refused the request: ${refusal}.`, { cause });
  return new EventStoreFailure('no-answer', `EventStoreDB did not answer (${type || 'no connection'}).`, { cause });
}

/** True when certainly nothing was done, because the request was not sent or not accepted. */
export const isNotSent = (error: unknown): error is EventStoreFailure =>
  error instanceof EventStoreFailure && error.kind === 'not-sent';

/** True when a retry may help. Unless `isNotSent`, the operation may or may not have been done. */
export const isUnanswered = (error: unknown): boolean =>
  isNotSent(error) ||
  (error instanceof EventStoreFailure && error.kind === 'no-answer') ||
  (error instanceof Error && error.name === 'NoAnswer');

/** The failure of an unanswered operation, given whether any of its tries may have succeeded. */
export function settled(error: unknown, mayBeDone: boolean): EventStoreFailure {
  const kind = mayBeDone ? 'no-answer' : 'not-sent';
  if (error instanceof EventStoreFailure && error.kind === kind) return error;
  const text = error instanceof Error ? error.message : 'EventStoreDB did not answer.';
  return new EventStoreFailure(kind, text, { cause: error });
}
