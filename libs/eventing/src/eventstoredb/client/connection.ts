import { EventStoreDBClient } from '@eventstore/db-client';
import type { Address, ConnectionString } from './connection-string.js';
import type { EventStoreFailure } from '../event-store-client.js';
import { gossipOf } from './gossip.js';
import type { Member } from './gossip.js';
import { ignoreLateAnswers } from './late-answers.js';
import { requestPlainAnswers } from './plain-answers.js';

/** A client of the library for one connection string; throws TypeError without quoting it. */
export function connect(url: string): EventStoreDBClient {
  try {
    const client = EventStoreDBClient.connectionString(url);
    ignoreLateAnswers(client);
    requestPlainAnswers(client);
    return client;
  } catch {
    // The library's error quotes the whole string, password included.
    throw new TypeError(
      'The EventStoreDB connection string is invalid: use esdb://[user:password@]host:port[?option=value], and check the files it names.',
    );
  }
}

/** A grpc-js channel; the library creates it and offers no other way to close it. */
interface Channel {
  getConnectivityState(isToConnect: boolean): number;
  close(): void;
}

/** State of a channel with a connection. */
const READY = 2;

const channelOf = (client: EventStoreDBClient): Promise<Channel | undefined> =>
  (client as unknown as { getChannel: () => Promise<Channel> }).getChannel().catch(() => undefined);

/** Ends all calls of a client and closes its connection; the library never does this itself. */
export async function disconnect(client: EventStoreDBClient): Promise<void> {
  // Cancels all calls; only then can the client be disposed without waiting for ever.
  client.dispose().catch(() => undefined);
  const channel = await channelOf(client);
  channel?.close();
}

/** Connections to one node, used until they are lost or released. */
export class Connection {
  readonly address: Address;
  /** Sends appends in batches over one call. This is fast, and safe with one append at a time. */
  readonly batching: EventStoreDBClient;
  /** Sends each append over a separate call. */
  readonly single: EventStoreDBClient;
  /**
   * Address that the leading node reports for itself; it differs from the address we connected to when there is a proxy in
   * between.
   */
  leader: Address | undefined;
  /** Callbacks of requests that wait for an answer; called when there will be no answer. */
  readonly #waiting = new Set<(failure: EventStoreFailure) => void>();
  #isLeft = false;
  #closing: Promise<unknown> | undefined;

  constructor(string: ConnectionString, address: Address) {
    this.address = address;
    this.batching = connect(string.at(address));
    this.single = connect(string.at(address));
    // The library calls this before an append, to choose between a batch and a separate call.
    Reflect.set(this.single, 'supports', () => Promise.resolve(false));
  }

  get isLeft(): boolean {
    return this.#isLeft;
  }

  /** Connects, and returns the nodes that this node knows. */
  async gossip(timeoutMs: number): Promise<readonly Member[]> {
    const [members] = await Promise.all([gossipOf(this.single, timeoutMs), gossipOf(this.batching, timeoutMs)]);
    return members;
  }

  /**
   * True while the connection can send. The library's error does not tell whether a request was sent, because it silently sends
   * some requests twice.
   */
  async isOpen(): Promise<boolean> {
    if (this.#isLeft) return false;
    const channels = await Promise.all([channelOf(this.single), channelOf(this.batching)]);
    return channels.every((channel) => channel?.getConnectivityState(false) === READY);
  }

  /** Runs a request over the connection; fails at once when the connection is lost. */
  async use<T>(request: (connection: Connection) => Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    this.#waiting.add(reject);
    try {
      return await Promise.race([request(this), promise]);
    } finally {
      this.#waiting.delete(reject);
      if (this.#isLeft && this.#waiting.size === 0) void this.close();
    }
  }

  /** Accepts no more requests, and closes when the running ones are done. */
  leave(): void {
    this.#isLeft = true;
    if (this.#waiting.size === 0) void this.close();
  }

  /** Fails the running requests, and closes. */
  lose(failure: EventStoreFailure): void {
    this.#isLeft = true;
    for (const reject of this.#waiting) reject(failure);
    void this.close();
  }

  /** Closes now, subscriptions included. */
  close(): Promise<unknown> {
    this.#isLeft = true;
    this.#closing ??= Promise.all([disconnect(this.batching), disconnect(this.single)]);
    return this.#closing;
  }
}
