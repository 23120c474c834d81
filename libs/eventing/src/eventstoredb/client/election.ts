import { connect, disconnect } from './connection.js';
import { isSame, textOf } from './connection-string.js';
import type { Address, ConnectionString } from './connection-string.js';
import { gossipOf } from './gossip.js';
import type { Member } from './gossip.js';
import { unreachedReason } from './unreached.js';

/** Result of asking the nodes of a cluster which one leads. */
export interface Election {
  /** The node named by most of the nodes that answered. */
  readonly leader: Address | undefined;
  /** True when a majority of the cluster named it. */
  readonly isAgreed: boolean;
  readonly members: readonly Member[];
  /** Reasons why other nodes were not reached. */
  readonly faults: readonly string[];
}

export const leaderAmong = (members: readonly Member[]): Address | undefined =>
  members.find(({ role }) => role === 'leader')?.address;

function resultOf(answers: readonly (readonly Member[])[], faults: readonly string[]): Election {
  const votes = new Map<string, { readonly leader: Address; count: number }>();
  for (const leader of answers.map(leaderAmong)) {
    if (!leader) continue;
    const vote = votes.get(textOf(leader)) ?? { leader, count: 0 };
    vote.count += 1;
    votes.set(textOf(leader), vote);
  }
  const [first, second] = [...votes.values()].toSorted((one, other) => other.count - one.count);
  const members = answers.reduce((most, one) => (one.length > most.length ? one : most), []);
  const leader = first && first.count > (second?.count ?? 0) ? first.leader : undefined;
  return { leader, isAgreed: leader !== undefined && (first?.count ?? 0) > members.length / 2, members, faults };
}

/** Asks all nodes concurrently which one leads, until a majority agrees or each has answered or timed out. */
export async function findLeader(
  string: ConnectionString,
  nodes: readonly Address[],
  timeoutMs: number,
): Promise<Election> {
  const answers: (readonly Member[])[] = [];
  const faults: string[] = [];
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const ask = async (address: Address): Promise<void> => {
    const client = connect(string.at(address));
    try {
      answers.push(await gossipOf(client, timeoutMs));
      if (resultOf(answers, faults).isAgreed) resolve(undefined);
    } catch (error) {
      faults.push(unreachedReason(error, address));
    } finally {
      void disconnect(client);
    }
  };
  const different = nodes.filter((node, index) => nodes.findIndex((other) => isSame(node, other)) === index);
  await Promise.race([promise, Promise.all(different.map(ask))]);
  return resultOf(answers, faults);
}
