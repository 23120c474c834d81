import { HIDDEN_YOUTH } from '../read-models/secret-addresses/hidden.js';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@regieboek/access';
import { holdsBsn } from '@regieboek/kernel';

/** Header with the id of a request, in the request and in the response. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** Context of the current request. */
interface RequestContext {
  readonly id: string | undefined;
  /** The sender; undefined until established, and for requests that need no log-in. */
  actor: Actor | undefined;
  /** Youths whose data the response contains, for the audit log. */
  readonly seen: SeenByRegion;
}

/** Pseudonyms of youths by region. */
export type SeenByRegion = Map<string, Set<string>>;

const requests = new AsyncLocalStorage<RequestContext>();

/** A UUID, or a trace id of W3C Trace Context: free text could name a child, and events keep it for ever. */
const ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/;

const isUsable = (id: unknown): id is string => typeof id === 'string' && ID.test(id) && !holdsBsn(id);

/** Id of a request: that of its header, or a new one when it is not a UUID or trace id, or may contain a BSN. */
export const requestIdOf = (header: unknown): string => (isUsable(header) ? header : randomUUID());

/** Runs `work` under the id of a request: its log lines and events name the request. The sender is not established yet. */
export const underRequest = <Result>(id: string, work: () => Result): Result =>
  requests.run({ id, actor: undefined, seen: new Map() }, work);

/** Runs `work` as an actor, under the id of the current request if there is one; youths that it sees are added to `seen`. */
export const asActor = <Result>(actor: Actor, work: () => Result, seen: SeenByRegion = new Map()): Result =>
  requests.run({ id: currentRequest(), actor, seen }, work);

/** Notes that the current response contains data of youths of a region; notes nothing outside of a request. */
export function seeYouths(region: string, youths: Iterable<string>): void {
  const seen = requests.getStore()?.seen;
  if (!seen) return;
  const known = seen.get(region) ?? new Set();
  for (const youth of youths) known.add(youth);
  seen.set(region, known);
}

/** Notes that the current response contains rows of a region; rows without a youth, or of a hidden one, do not count. */
export const seeRows = (region: string, rows: readonly { readonly youth: string | null }[]): void =>
  seeYouths(
    region,
    rows.flatMap(({ youth }) => (youth === null || youth === HIDDEN_YOUTH ? [] : youth)),
  );

/** Youths whose data the current response contains, by region. */
export const youthsSeen = (): SeenByRegion => requests.getStore()?.seen ?? new Map<string, Set<string>>();

/** Establishes the sender of the current request. Throws TypeError outside of a request. */
export function establishActor(actor: Actor): void {
  const context = requests.getStore();
  if (!context) throw new TypeError('there is no request to establish the sender of');
  context.actor = actor;
}

/** Id of the current request; undefined outside of one. */
export const currentRequest = (): string | undefined => requests.getStore()?.id;

/** Actor of the current work; undefined before one is established, and in work that the process does by itself. */
export const currentActor = (): Actor | undefined => requests.getStore()?.actor;

/** Whether a request or a command started the current work; otherwise the process does it by itself. */
export const isAskedFor = (): boolean => requests.getStore() !== undefined;

/** Meta of events that are appended now: the request that caused them, and the given fields. */
export function metaNow(given: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const request = currentRequest();
  return request === undefined ? given : { ...given, request };
}
