/**
 * A process that writes to a region, forked by the suite: receives an Order, makes one append, sends `ready`, receives a number of
 * milliseconds, writes for that long, and sends the outcome.
 */
import { once } from 'node:events';
import { PostgresEventLog } from '@regieboek/eventing';
import { EventStoreDbEventLog } from '@regieboek/eventing/eventstoredb';
import type { EventLog } from '../src/index.js';
import type { Address } from './subject.ts';
import { write } from './writing.ts';
import type { Manner } from './writing.ts';

/** Orders of a writer process. */
export interface Order {
  readonly address: Address;
  readonly manner: Manner;
}

const open = ({ adapter, url, prefix }: Address): EventLog =>
  adapter === 'postgres' ? new PostgresEventLog(url) : new EventStoreDbEventLog(url, prefix ? { prefix } : {});

const received = async (): Promise<unknown> => ((await once(process, 'message')) as [unknown])[0];

const { address, manner } = (await received()) as Order;
const log = open(address);
let appended = 0;
await write(log, { ...manner, writers: 1 }, () => (appended += 1) > 1);
process.send?.('ready');
const end = performance.now() + Number(await received());
process.send?.(await write(log, manner, () => performance.now() > end));
await log.close();
process.disconnect();
