import type { EventStoreDBClient } from '@eventstore/db-client';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Address } from './connection-string.js';

/** A node as seen by another node of its cluster. */
export interface Member {
  readonly address: Address;
  readonly role: 'leader' | 'follower' | 'readonlyreplica' | 'none';
}

type GossipClient = InstanceType<typeof gossipServices.GossipClient>;
type Arguments = [...Parameters<GossipClient['read']>] extends [unknown, ...infer Rest] ? Rest : never;

/** The internal part of the library that makes calls; used because it has the connection's TLS settings and certificates. */
interface Library {
  execute<T>(client: unknown, name: string, action: (client: GossipClient) => Promise<T>): Promise<T>;
  callArguments(options: { deadline: number }): [Arguments[0], object];
}

const { VNodeState } = gossip.MemberInfo;
const roles = new Map<number | undefined, Member['role']>([
  [VNodeState.LEADER, 'leader'],
  [VNodeState.FOLLOWER, 'follower'],
  [VNodeState.READONLYREPLICA, 'readonlyreplica'],
  [VNodeState.READONLYLEADERLESS, 'readonlyreplica'],
]);

/**
 * The nodes of the cluster as seen by one of them, itself included; a node that it considers dead has no role. Fails with an
 * error of the library.
 */
export async function gossipOf(client: EventStoreDBClient, timeoutMs: number): Promise<readonly Member[]> {
  const library = client as unknown as Library;
  const info = await library.execute(gossipServices.GossipClient, 'gossip', (caller) => {
    const { promise, resolve, reject } = Promise.withResolvers<InstanceType<typeof gossip.ClusterInfo>>();
    const [metadata, options] = library.callArguments({ deadline: timeoutMs });
    caller.read(new shared.Empty(), metadata as never, options, (error, answer) =>
      error ? reject(error) : resolve(answer),
    );
    return promise;
  });
  return info.getMembersList().flatMap((member) => {
    const endPoint = member.getHttpEndPoint();
    if (!endPoint) return [];
    const state = member.getIsAlive() ? member.getState() : undefined;
    return [{ address: { host: endPoint.getAddress(), port: endPoint.getPort() }, role: roles.get(state) ?? 'none' }];
  });
}
