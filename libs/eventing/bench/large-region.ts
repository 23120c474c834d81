/**
 * A double with a region of any size that generates its events when they are read. `node large-region.ts PREFIX EVENTS` prints
 * its connection string; appended events are kept.
 */
import { Node } from '../test/eventstoredb-double/node.ts';
import type { LogRecord } from '../test/eventstoredb-double/record.ts';
import { Store } from '../test/eventstoredb-double/store.ts';

const EVENTS_PER_STREAM = 20;
const REQUEST_MS = 3;
const [, , prefix = 'large', events = '640000'] = process.argv;
const size = Number(events);
const name = `${prefix}.region-noord`;
const data = Buffer.from(JSON.stringify({ product: '45A48', volume: 40, unit: '01', note: 'x'.repeat(180) }));
const start = Date.UTC(2026, 0, 1);

const idOf = (revision: number): string => `00000000-0000-4000-8000-${revision.toString(16).padStart(12, '0')}`;

function made(revision: number): LogRecord {
  const known = {
    stream: `noord.stay-${Math.floor(revision / EVENTS_PER_STREAM)}`,
    revision: revision % EVENTS_PER_STREAM,
    recordedAt: new Date(start + revision).toISOString(),
    bytes: data.length,
    meta: {},
  };
  const metadata = Buffer.from(JSON.stringify(known));
  const fixed = { type: 'stay.noted.v1', contentType: 'application/json', createdTicks: 0n, isTombstone: false };
  return { id: idOf(revision), data, metadata, stream: name, revision, position: revision * 500, ...fixed };
}

const store = new Store({ systemEventEvery: 0 });
const state = store.stream(name);
const kept = state.records;
const records = new Proxy(kept, {
  get(target, key) {
    const index = typeof key === 'string' ? Number(key) : NaN;
    if (key === 'length') return size + target.length;
    if (key === 'at') return (at: number) => records[at < 0 ? size + target.length + at : at];
    if (Number.isSafeInteger(index)) return index < size ? made(index) : target[index - size];
    const value: unknown = Reflect.get(target, key);
    return typeof value === 'function' ? value.bind(target) : value;
  },
});
Object.defineProperty(state, 'records', { value: records });
store.append(`${prefix}.regions`, 'no-stream', [
  {
    id: idOf(0),
    type: 'region-opened',
    contentType: 'application/json',
    data: Buffer.from('{"region":"noord"}'),
    metadata: Buffer.from('{}'),
  },
]);
const node = await Node.start(store, { requestMs: REQUEST_MS });
console.log(node.url);
