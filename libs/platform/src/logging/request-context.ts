import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { holdsBsn } from '@regieboek/kernel';

/** Header that holds the id of a request, in the request and in the response. */
export const REQUEST_ID_HEADER = 'x-request-id';

const requests = new AsyncLocalStorage<string>();

/** A UUID, or a trace id of W3C Trace Context: free text could name a child, and events keep it for ever. */
const ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/;

const isUsable = (id: unknown): id is string => typeof id === 'string' && ID.test(id) && !holdsBsn(id);

/** Id of a request: that of its header, or a new one when it is no UUID or trace id, or can hold a BSN. */
export const requestIdOf = (header: unknown): string => (isUsable(header) ? header : randomUUID());

/** Runs `work` under the id of a request: its log lines and events name the request. */
export const underRequest = <Result>(id: string, work: () => Result): Result => requests.run(id, work);

/** Id of the current request; undefined outside of one. */
export const currentRequest = (): string | undefined => requests.getStore();

/** Meta of events that are appended now: the request that caused them, and the given fields. */
export function metaNow(given: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const request = currentRequest();
  return request === undefined ? given : { ...given, request };
}
