import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection.js';
import { ConnectionString, isSame } from './connection-string.js';
import type { Address } from './connection-string.js';
import { findLeader, leaderAmong } from './election.js';
import type { Election } from './election.js';
import { EventStoreFailure } from '../event-store-client.js';
import { unreachedReason } from './unreached.js';
import type { Member } from './gossip.js';

/** Time limit for a node to name the leader, and for connecting to it. */
const GOSSIP_MS_MAX = 1_000;
const CONNECT_MS_MAX = 5_000;
const ELECTION_POLL_MS = 200;

/** gRPC codes of a call that the server did not answer: cancelled, deadline exceeded, unavailable. */
const AWAY: readonly unknown[] = [1, 4, 14, undefined];

/**
 * Connection to the leader. Tries the configured node, then the node it names as leader, then the node a majority names. A node
 * behind a proxy or another port is identified by the address it reports for itself.
 */
export class Leader {
  readonly #string: ConnectionString;
  readonly #gossipMs: number;
  readonly #connectMs: number;
  readonly #timeoutMs: number;
  #opening: Promise<Connection> | undefined;
  #current: Connection | undefined;
  #preferred: Connection | undefined;
  #members: readonly Member[] = [];
  /** Address to try next, as reported by a node. */
  #hint: Address | undefined;
  /** True when the reported address did not answer: the configured node is tried next. */
  #isHintWrong = false;
  /** Address where the leader was last reached, and the address it reports for itself. */
  #last: { readonly address: Address; readonly leader: Address } | undefined;
  #isChecking = false;
  #isClosed = false;

  constructor(url: string, timeoutMs: number) {
    this.#string = new ConnectionString(url);
    this.#timeoutMs = timeoutMs;
    this.#gossipMs = Math.min(timeoutMs, GOSSIP_MS_MAX);
    this.#connectMs = Math.min(timeoutMs, CONNECT_MS_MAX);
  }

  /** The connection to the leader; opens one if there is none. Rejects with `not-sent`. */
  async connection(): Promise<Connection> {
    for (let current = this.#current; current; current = this.#current) {
      if (await current.isOpen()) return current;
      this.leave(current);
    }
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** A connection for reads that any node may answer, as the connection string prefers; undefined when that is the leader. */
  async preferred(): Promise<Connection | undefined> {
    const { preference } = this.#string;
    if (preference === 'leader') return undefined;
    if (!this.#preferred || this.#preferred.isLeft) await this.connection();
    if (this.#preferred && !this.#preferred.isLeft) return this.#preferred;
    const fitting = this.#members.filter(
      ({ role }) => role === preference || (preference === 'random' && role !== 'none'),
    );
    const chosen = fitting[Math.floor(Math.random() * fitting.length)];
    if (!chosen || this.#isClosed) return undefined;
    this.#preferred = new Connection(this.#string, chosen.address);
    return this.#preferred;
  }

  /** Stops using a connection for new requests; `leader` is the leader's address if a node reported it. */
  leave(connection: Connection, leader?: Address): void {
    if (this.#current === connection) {
      this.#current = undefined;
      this.#hint = leader;
    }
    connection.leave();
  }

  /** The same for the current connection. */
  leaveCurrent(): void {
    if (this.#current) this.leave(this.#current);
  }

  /** A separate connection to the node that a majority names as leader. The caller closes it. */
  async verified(): Promise<Connection> {
    if (!this.#isCluster) return this.#connectTo(this.#seed);
    const { leader, isAgreed } = await this.#ask(this.#candidates);
    if (!leader || !isAgreed)
      throw new EventStoreFailure('no-answer', 'EventStoreDB: no majority of the nodes agrees on a leader.');
    return this.#connectTo(this.#wayTo(leader));
  }

  /** Asks the other nodes for the leader. When it has changed, drops the connection and fails the requests that wait on it. */
  async check(connection: Connection): Promise<void> {
    if (this.#isChecking || connection.isLeft) return;
    const others = this.#members.map(({ address }) => address).filter((one) => !isSame(one, connection.leader));
    if (others.length === 0) return;
    this.#isChecking = true;
    try {
      const { leader, isAgreed } = await this.#ask(others);
      if (!leader || !isAgreed || isSame(leader, connection.leader)) return;
      this.leave(connection, leader);
      connection.lose(new EventStoreFailure('no-answer', 'Another EventStoreDB node is the leader now.'));
    } finally {
      this.#isChecking = false;
    }
  }

  /** Closes all connections for good. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opening?.catch(() => undefined);
    await Promise.all([this.#current?.close(), this.#preferred?.close()]);
  }

  get #seed(): Address {
    return this.#string.seeds[0] ?? { host: '', port: 0 };
  }

  get #isCluster(): boolean {
    return this.#string.isDiscovering || this.#members.length > 1;
  }

  get #candidates(): readonly Address[] {
    return [...this.#string.seeds, ...this.#members.map(({ address }) => address)];
  }

  async #open(): Promise<Connection> {
    const address = await this.#where();
    try {
      const connection = await this.#connectTo(address);
      this.#current = connection;
      if (!this.#isClosed) return connection;
      await connection.close();
      throw new EventStoreFailure('not-sent', 'The connection to EventStoreDB is closed.');
    } catch (error) {
      this.#isHintWrong = !isSame(address, this.#seed);
      throw error;
    }
  }

  async #where(): Promise<Address> {
    const hint = this.#hint;
    this.#hint = undefined;
    if (hint) return hint;
    const isBackToSeed = this.#isHintWrong && !this.#string.isDiscovering;
    this.#isHintWrong = false;
    return isBackToSeed || !this.#isCluster ? this.#seed : this.#elected();
  }

  /** Polls for a leader until the time limit, as long as a node answers. */
  async #elected(): Promise<Address> {
    const endsAt = performance.now() + this.#timeoutMs;
    for (;;) {
      const { leader, members, faults } = await this.#ask(this.#candidates);
      if (leader) return this.#wayTo(leader);
      if (members.length === 0 && !this.#string.isDiscovering) return this.#seed;
      if (members.length === 0) throw new EventStoreFailure('not-sent', `No node can be reached. ${faults.join(' ')}`);
      if (performance.now() >= endsAt)
        throw new EventStoreFailure('not-sent', 'EventStoreDB: no node reports a leader.');
      await delay(ELECTION_POLL_MS);
    }
  }

  async #ask(nodes: readonly Address[]): Promise<Election> {
    const election = await findLeader(this.#string, nodes, this.#gossipMs);
    if (election.members.length > 0) this.#members = election.members;
    return election;
  }

  /** Address to reach the leader: the last one that worked, if it is still the same node. */
  #wayTo(leader: Address): Address {
    return this.#last && isSame(this.#last.leader, leader) ? this.#last.address : leader;
  }

  async #connectTo(address: Address): Promise<Connection> {
    const connection = new Connection(this.#string, address);
    try {
      this.#members = await connection.gossip(this.#connectMs);
    } catch (error) {
      const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
      // A node that refuses this request for lack of permission is reachable.
      if (AWAY.includes(code)) {
        await connection.close();
        throw new EventStoreFailure('not-sent', unreachedReason(error, address), { cause: error });
      }
    }
    connection.leader = leaderAmong(this.#members) ?? address;
    this.#last = { address, leader: connection.leader };
    return connection;
  }
}
