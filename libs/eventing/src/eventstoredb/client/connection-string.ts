/** Host and port of an EventStoreDB node. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Node that serves reads of events that certainly exist. */
export type NodePreference = 'leader' | 'follower' | 'random' | 'readonlyreplica';

const PATTERN = /^(esdb(?:\+discover)?):\/\/(?:([^:@/]+:[^@]+)@)?([^@/?]+)\/?(\?.*)?$/;
const PORT = 2113;

export const textOf = ({ host, port }: Address): string => `${host}:${port}`;
export const isSame = (one: Address | undefined, other: Address | undefined): boolean =>
  one !== undefined && other !== undefined && textOf(one) === textOf(other);

function addressOf(text: string): Address {
  const [host = '', port = `${PORT}`] = text.trim().split(':');
  return { host, port: Number(port) };
}

/** The parts of an EventStoreDB connection string that are needed to find the leader. */
export class ConnectionString {
  /** Nodes to query first. */
  readonly seeds: readonly Address[];
  /** True when the listed nodes are only used to discover the leader. */
  readonly isDiscovering: boolean;
  readonly preference: NodePreference;
  readonly #credentials: string;
  readonly #query: string;

  /** Throws TypeError for an invalid string, without quoting it. */
  constructor(text: string) {
    const [, protocol, credentials, hosts = '', query = ''] = PATTERN.exec(text.trim()) ?? [];
    this.seeds = hosts.split(',').filter(Boolean).map(addressOf);
    if (this.seeds.length === 0) throw new TypeError('The connection string has no host.');
    this.isDiscovering = protocol === 'esdb+discover' || this.seeds.length > 1;
    this.#credentials = credentials === undefined ? '' : `${credentials}@`;
    this.#query = query;
    this.preference = preferenceIn(query);
  }

  /** The connection string for one node, without discovery. */
  at(address: Address): string {
    return `esdb://${this.#credentials}${textOf(address)}${this.#query}`;
  }
}

/** Ignores case and dashes in the names and values of options. */
function preferenceIn(query: string): NodePreference {
  const flat = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, '');
  for (const [name, value] of new URLSearchParams(query))
    if (flat(name) === 'nodepreference') {
      const preference = flat(value);
      if (preference === 'follower' || preference === 'random' || preference === 'readonlyreplica') return preference;
    }
  return 'leader';
}
