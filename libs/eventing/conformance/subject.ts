import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { streamName } from '../src/index.js';
import type { CaughtUp, Clock, EventLog, ExpectedRevision, NewEvent, Recorded } from '../src/index.js';

/** Address of a store for separate processes. */
export interface Address {
  readonly adapter: 'postgres' | 'eventstoredb';
  readonly url: string;
  readonly prefix?: string;
}

/** A store under test. It need not be empty: every test uses new regions. */
export interface Subject {
  /** Another adapter on the same store, as another process would have; the suite closes it. */
  open(options?: { readonly now?: Clock }): EventLog;
  /** Address for other processes; undefined when the store exists only in this process. */
  readonly address?: Address;
  /** Makes every request take this long, if the store supports it. */
  setRequestMs?(milliseconds: number): void;
  /** Removes the store. */
  stop(): Promise<void>;
}

/** A region that no other test uses. */
export const newRegion = (): string => `r${randomUUID().slice(0, 13)}`;

/** A stream that no other test uses, in a new region or the given one. */
export const newStream = (region = newRegion()): string => streamName(region, 'case', randomUUID());

/** An event with a new id. */
export const newEvent = (data: unknown = {}): NewEvent => ({ id: randomUUID(), type: 'CaseNoted', data });

/** This many new events. */
export const newEvents = (count: number): NewEvent[] => Array.from({ length: count }, (_, n) => newEvent({ n }));

/** Collects an async iterable. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** All events of a region. */
export const eventsOf = async (log: EventLog, region: string): Promise<Recorded[]> =>
  (await all(log.readRegion(region))).flat();

/** True for an event, false for the message that the follower has caught up. */
export const isEvent = (item: Recorded | CaughtUp): item is Recorded => !('caughtUp' in item);

/** The error an append fails with; fails the test when it does not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Error);
  return outcome;
}

/** Revision to expect after `count` events in a new stream. */
export const afterEvents = (count: number): ExpectedRevision => (count === 0 ? 'none' : count - 1);
