import { once } from 'node:events';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Metadata, sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { failures } from './answers.ts';
import type { Failure } from './answers.ts';
import { Faults } from './faults.ts';
import { Gzip } from './gzip.ts';
import { features, gossip, services, shared } from './protobuf.ts';
import { read } from './reading.ts';
import { Relay } from './relay.ts';
import type { Store } from './store.ts';
import { append, batchAppend, remove } from './writing.ts';

/** Settings of a node. */
export interface NodeOptions {
  /** Port clients connect to; 0 takes a free one. */
  readonly port?: number | undefined;
  /** Reported version; from 23.10 on the server reports when a subscription has caught up. */
  readonly version?: string | undefined;
  /** True when it offers batch appends. */
  readonly hasBatchAppend?: boolean | undefined;
  /** Delay of each request in milliseconds, for the round trip. */
  readonly requestMs?: number | undefined;
  /** True when answers are compressed for clients that accept it. */
  readonly hasGzip?: boolean | undefined;
}

/** Host and port of a node. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A node as seen by another node of its cluster. */
export interface Member extends Address {
  readonly isAlive: boolean;
  readonly state: 'leader' | 'follower' | 'unknown';
}

/** A node's view of its cluster; a single node leads. */
export interface View {
  leads(): boolean;
  leader(): Address | undefined;
  /** Store of the leader, to which a node forwards writes that any node may accept. */
  leaderStore(): Store;
  members(): readonly Member[];
}

const { LEADER, FOLLOWER, UNKNOWN } = gossip.MemberInfo.VNodeState;
const states = { leader: LEADER, follower: FOLLOWER, unknown: UNKNOWN };

const STREAMS = 'event_store.client.streams.streams';

/** One server: answers the protocol from a store, behind a relay that can cut connections and outlives restarts. */
export class Node {
  readonly store: Store;
  readonly faults = new Faults();
  readonly saysWhereItIs: boolean;
  readonly #version: string;
  readonly #hasBatchAppend: boolean;
  readonly #relay: Relay;
  #server: Server | undefined;
  isStopped = false;
  requestMs: number;
  readonly gzip: Gzip | undefined;
  view: View;

  private constructor(store: Store, relay: Relay, options: NodeOptions) {
    const { version = '24.10.0', hasBatchAppend = true, requestMs = 0, hasGzip = false } = options;
    this.store = store;
    this.gzip = hasGzip ? new Gzip() : undefined;
    this.view = {
      leads: () => true,
      leader: () => ({ host: '127.0.0.1', port: this.port }),
      leaderStore: () => store,
      members: () => [{ ...this.leader(), isAlive: true, state: 'leader' }],
    };
    this.requestMs = requestMs;
    this.#relay = relay;
    this.#version = version;
    this.#hasBatchAppend = hasBatchAppend;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    this.saysWhereItIs = major > 23 || (major === 23 && minor >= 10);
  }

  /** Starts a server on the store. */
  static async start(store: Store, options: NodeOptions = {}): Promise<Node> {
    const node = new Node(store, await Relay.listen(options.port ?? 0), options);
    await node.listen();
    return node;
  }

  get port(): number {
    return this.#relay.port;
  }

  /** Connection string of the node. */
  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Address of the leader as reported by this node. */
  leader(): Address {
    return this.faults.leader ?? this.view.leader() ?? { host: '127.0.0.1', port: this.port };
  }

  /** Why the node refuses a request that only the leader may answer; undefined when it accepts it. */
  refusal(metadata: Metadata): Failure | undefined {
    if (this.view.leads() || metadata.get('requires-leader')[0] !== 'true') return undefined;
    const leader = this.view.leader();
    return leader ? failures.notLeader(leader.host, leader.port) : failures.notReady();
  }

  /** Ignores all input and answers nothing; connections stay open. */
  freeze(): void {
    this.#relay.isFrozen = true;
  }

  thaw(): void {
    this.#relay.isFrozen = false;
  }

  /** Cuts every connection with a reset. */
  cut(): void {
    this.#relay.cut();
  }

  /** Stops and starts again on the same port, having forgotten the ids of recent appends, after `downMs`. */
  async restart(downMs = 0): Promise<void> {
    await this.halt();
    this.store.forgetIds();
    await new Promise((resolve) => setTimeout(resolve, downMs));
    await this.listen();
  }

  async stop(): Promise<void> {
    await this.halt();
    await this.#relay.close();
  }

  /** Executes a request after the delay of each request; requests keep their order. */
  inTime(work: () => void): void {
    if (this.requestMs <= 0) work();
    else setTimeout(work, this.requestMs);
  }

  /** Resolves when something was written or a client left. */
  async nextWrite(): Promise<void> {
    await once(this.store, 'written');
  }

  /** Breaks all connections and refuses new ones. */
  async halt(): Promise<void> {
    this.isStopped = true;
    this.#relay.target = undefined;
    this.cut();
    this.#server?.forceShutdown();
    this.store.emit('written');
    await Promise.resolve();
  }

  /** Accepts connections. */
  async listen(): Promise<void> {
    this.isStopped = false;
    const interceptors = this.gzip ? [this.gzip.interceptor] : [];
    const server = new Server({ 'grpc.max_receive_message_length': 32 * 1024 * 1024, interceptors });
    server.addService(services.streams, {
      read: (call: Parameters<typeof read>[1]) => read(this, call),
      append: (call: Parameters<typeof append>[1], callback: Parameters<typeof append>[2]) =>
        append(this, call, callback),
      batchAppend: (call: Parameters<typeof batchAppend>[1]) => batchAppend(this, call),
      delete: (call: Parameters<typeof remove>[1], callback: sendUnaryData<never>) =>
        remove(this, call, callback, 'delete'),
      tombstone: (call: Parameters<typeof remove>[1], callback: sendUnaryData<never>) =>
        remove(this, call, callback, 'tombstone'),
    });
    server.addService(services.features, {
      getSupportedMethods: (_: unknown, callback: sendUnaryData<InstanceType<typeof features.SupportedMethods>>) => {
        this.inTime(() => {
          if (this.faults.take('features') !== 'silence') callback(null, this.#supportedMethods());
        });
      },
    });
    server.addService(services.gossip, {
      read: (_: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<InstanceType<typeof gossip.ClusterInfo>>) =>
        this.inTime(() => callback(null, this.#clusterInfo())),
    });
    this.#relay.target = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
    this.gzip?.listen(server);
    this.#server = server;
  }

  #supportedMethods(): InstanceType<typeof features.SupportedMethods> {
    const names = ['read', 'append', 'delete', 'tombstone', ...(this.#hasBatchAppend ? ['batchappend'] : [])];
    const methods = names.map((name) => {
      const method = new features.SupportedMethod().setServiceName(STREAMS).setMethodName(name);
      return name === 'read' ? method.setFeaturesList(['position', 'events']) : method;
    });
    return new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion(this.#version);
  }

  #clusterInfo(): InstanceType<typeof gossip.ClusterInfo> {
    const members = this.view.members().map(({ host, port, isAlive, state }) => {
      const member = new gossip.MemberInfo().setIsAlive(isAlive).setState(states[state]);
      member.setInstanceId(new shared.UUID().setString('7f0e2a36-3a52-4d0c-9d4a-31b1c9f0d3aa'));
      member.setTimeStamp(String(Date.now()));
      return member.setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
    });
    return new gossip.ClusterInfo().setMembersList(members);
  }
}
