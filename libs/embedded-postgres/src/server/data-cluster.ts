import type { Account } from './account.js';
import type { Binaries } from './binaries.js';

/** A PostgreSQL data folder with what is needed to run a server on it. */
export interface Cluster {
  readonly folder: string;
  readonly account: Account;
  readonly binaries: Binaries;
  /** File the server writes its messages to. */
  readonly log: string;
}
