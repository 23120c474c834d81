import type { LogRecord } from './record.ts';
import { Node } from './node.ts';
import type { Address, Member, NodeOptions } from './node.ts';
import { Store } from './store.ts';
import type { StoreOptions } from './store.ts';

/** Settings of a cluster. */
export interface ClusterOptions extends Omit<NodeOptions, 'port'>, Omit<StoreOptions, 'file'> {
  readonly size?: number | undefined;
  /** Delay in milliseconds until a follower shows the leader's events. */
  readonly lagMs?: number | undefined;
  /** Milliseconds from the moment that the leader stops answering until another node leads. */
  readonly electionMs?: number | undefined;
  /** Milliseconds for which a returning leader believes that it still leads. */
  readonly staleMs?: number | undefined;
}

/** One node: frozen, stopped or running, and the leader it believes in. */
class Seat {
  readonly node: Node;
  isAway = false;
  leader: Seat | undefined;

  constructor(node: Node) {
    this.node = node;
  }

  get address(): Address {
    return { host: '127.0.0.1', port: this.node.port };
  }
}

/**
 * Nodes with a log each. The leader accepts writes, makes them readable once a majority has them, and replicates them to the others. When
 * it freezes or stops, another node leads some time later, with all committed events and without the others.
 */
export class Cluster {
  readonly #seats: Seat[] = [];
  readonly #options: ClusterOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  #leader: Seat | undefined;

  private constructor(options: ClusterOptions) {
    this.#options = options;
  }

  /** Starts the nodes; the first one leads. */
  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = new Cluster(options);
    for (let count = 0; count < (options.size ?? 3); count += 1) {
      const node = await Node.start(new Store({ ...options, isEmpty: count > 0 }), options);
      cluster.#add(new Seat(node));
    }
    cluster.lead(0);
    return cluster;
  }

  /** The nodes in starting order. */
  get nodes(): readonly Node[] {
    return this.#seats.map(({ node }) => node);
  }

  /** The node that leads; -1 while none does. */
  get leader(): number {
    return this.#leader ? this.#seats.indexOf(this.#leader) : -1;
  }

  /** Connection string that names all nodes. */
  get url(): string {
    return `esdb://${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false`;
  }

  /** Makes a node the leader: committed events stay, uncommitted ones are dropped on all nodes. */
  lead(index: number): void {
    const seat = this.#seat(index);
    const former = this.#leader;
    seat.node.store.uncommitted.commitAll();
    this.#leader = seat;
    for (const one of this.#seats) if (!one.isAway) this.#follow(one, seat);
    if (former && former !== seat && !former.isAway) former.node.cut();
    this.#hold();
  }

  /** Stops a node as SIGSTOP does: connections stay open, and nothing is answered or executed. */
  freeze(index: number): void {
    this.#seat(index).node.freeze();
    this.#leave(index);
  }

  /** Resumes a frozen node. If another node leads by now, it finds out some time later. */
  thaw(index: number): void {
    const seat = this.#seat(index);
    seat.node.thaw();
    this.#later(this.#options.staleMs ?? 0, () => this.#comeBack(seat));
  }

  /** Ends a node as SIGKILL does: connections break, and new ones are refused. */
  async kill(index: number): Promise<void> {
    this.#leave(index);
    await this.#seat(index).node.halt();
  }

  /** Restarts a killed node. */
  async revive(index: number): Promise<void> {
    await this.#seat(index).node.listen();
    this.#comeBack(this.#seat(index));
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  #add(seat: Seat): void {
    this.#seats.push(seat);
    seat.node.view = {
      leads: () => seat.leader === seat,
      leader: () => seat.leader?.address,
      leaderStore: () => (seat.leader ?? seat).node.store,
      members: () => this.#seats.map((other) => this.#memberOf(other, seat.leader)),
    };
    seat.node.store.on('committed', (records: readonly LogRecord[]) => this.#replicate(seat, records));
  }

  #memberOf(seat: Seat, leader: Seat | undefined): Member {
    const { address, isAway } = seat;
    if (!leader) return { ...address, isAlive: !isAway, state: 'unknown' };
    return { ...address, isAlive: !isAway || seat === leader, state: seat === leader ? 'leader' : 'follower' };
  }

  #seat(index: number): Seat {
    const seat = this.#seats[index];
    if (!seat) throw new RangeError(`The cluster has no node ${index}.`);
    return seat;
  }

  #replicate(from: Seat, records: readonly LogRecord[]): void {
    if (from !== this.#leader) return;
    for (const { node, isAway } of this.#seats)
      if (!isAway && node !== from.node) node.store.replicate(records, this.#options.lagMs ?? 0);
  }

  /** Copies missing events from the leader after dropping those the leader does not have. */
  #follow(seat: Seat, leader: Seat): void {
    seat.leader = leader;
    const { store } = seat.node;
    if (seat === leader) return;
    store.uncommitted.dropAll();
    for (const record of leader.node.store.records.slice(store.records.length))
      store.replicate([record], this.#options.lagMs ?? 0);
  }

  #leave(index: number): void {
    const seat = this.#seat(index);
    seat.isAway = true;
    this.#hold();
    if (seat !== this.#leader) return;
    const electionMs = this.#options.electionMs ?? 100;
    const left = () => this.#seats.filter(({ isAway }) => !isAway);
    this.#later(electionMs / 2, () => {
      if (seat.isAway && this.#leader === seat) for (const one of left()) one.leader = undefined;
    });
    this.#later(electionMs, () => {
      const [next] = left().toSorted((one, other) => other.node.store.takenCount - one.node.store.takenCount);
      if (seat.isAway && this.#leader === seat && next) this.lead(this.#seats.indexOf(next));
    });
  }

  #comeBack(seat: Seat): void {
    seat.isAway = false;
    const wasLeader = seat.leader === seat && this.#leader !== seat;
    if (this.#leader) this.#follow(seat, this.#leader);
    // A leader that finds another leader drops its extra events and starts again.
    if (wasLeader) seat.node.cut();
    for (const one of this.#seats) if (!one.isAway && this.#leader) one.leader = this.#leader;
    this.#hold();
  }

  /** Commits only with a majority, and nothing on a node that is down or no longer the leader. */
  #hold(): void {
    const isMajority = this.#seats.filter(({ isAway }) => !isAway).length > this.#seats.length / 2;
    for (const seat of this.#seats)
      seat.node.store.uncommitted.isHeld = seat.isAway || (seat === this.#leader && !isMajority);
  }

  #later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }
}
