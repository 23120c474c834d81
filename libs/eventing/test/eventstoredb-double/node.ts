import { once } from 'node:events';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { Faults } from './faults.ts';
import { features, gossip, services, shared } from './protobuf.ts';
import { read } from './reading.ts';
import { Relay } from './relay.ts';
import type { Store } from './store.ts';
import { append, batchAppend, remove } from './writing.ts';

/** What a node is started with. */
export interface NodeOptions {
  /** Port clients connect to; 0 takes a free one. */
  readonly port?: number | undefined;
  /** What the server calls itself; from 23.10 on it says when a subscription has caught up. */
  readonly version?: string | undefined;
  /** Whether it offers to take appends in batches. */
  readonly hasBatchAppend?: boolean | undefined;
}

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

  private constructor(store: Store, relay: Relay, { version = '24.10.0', hasBatchAppend = true }: NodeOptions) {
    this.store = store;
    this.#relay = relay;
    this.#version = version;
    this.#hasBatchAppend = hasBatchAppend;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    this.saysWhereItIs = major > 23 || (major === 23 && minor >= 10);
  }

  /** Starts a server on the store. */
  static async start(store: Store, options: NodeOptions = {}): Promise<Node> {
    const node = new Node(store, await Relay.listen(options.port ?? 0), options);
    await node.#listen();
    return node;
  }

  get port(): number {
    return this.#relay.port;
  }

  /** Connection string of the node. */
  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Where the leader is, as far as this node says. */
  leader(): { host: string; port: number } {
    return this.faults.leader ?? { host: '127.0.0.1', port: this.port };
  }

  /** Cuts every connection with a reset. */
  cut(): void {
    this.#relay.cut();
  }

  /** Stops and starts again on the same port, having forgotten the ids of recent appends, after `downMs`. */
  async restart(downMs = 0): Promise<void> {
    await this.#halt();
    this.store.forgetIds();
    await new Promise((resolve) => setTimeout(resolve, downMs));
    this.isStopped = false;
    await this.#listen();
  }

  async stop(): Promise<void> {
    await this.#halt();
    await this.#relay.close();
  }

  /** Resolves when something was written, or somebody left. */
  async nextWrite(): Promise<void> {
    await once(this.store, 'written');
  }

  async #halt(): Promise<void> {
    this.isStopped = true;
    this.#relay.target = undefined;
    this.cut();
    this.#server?.forceShutdown();
    this.store.emit('written');
    await Promise.resolve();
  }

  async #listen(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 32 * 1024 * 1024 });
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
        if (this.faults.take('features') !== 'silence') callback(null, this.#supportedMethods());
      },
    });
    server.addService(services.gossip, {
      read: (_: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<InstanceType<typeof gossip.ClusterInfo>>) =>
        callback(null, this.#clusterInfo()),
    });
    this.#relay.target = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
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
    const { host, port } = this.leader();
    const member = new gossip.MemberInfo().setIsAlive(true).setState(gossip.MemberInfo.VNodeState.LEADER);
    member.setInstanceId(new shared.UUID().setString('7f0e2a36-3a52-4d0c-9d4a-31b1c9f0d3aa'));
    member.setTimeStamp(String(Date.now()));
    member.setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
    return new gossip.ClusterInfo().setMembersList([member]);
  }
}
