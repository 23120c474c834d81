/**
 * A process that writes a region, forked by the suite: gets an Order, makes one append, says `ready`, writes for as many milliseconds as it is
 * told then, and says what became of it.
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
