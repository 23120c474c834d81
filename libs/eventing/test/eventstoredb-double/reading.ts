import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { failureOf, failures, recordedEvent, streamIdentifier } from './answers.ts';
import type { Fault } from './faults.ts';
import { filterIn } from './filter.ts';
import type { Filter } from './filter.ts';
import { firstOf } from './first-of.ts';
import type { Node } from './node.ts';
import { streams } from './protobuf.ts';
import type { LogRecord } from './record.ts';
import { sourceOf } from './source.ts';
import type { Source } from './source.ts';

type Response = InstanceType<typeof streams.ReadResp>;
type Reading = ServerWritableStream<InstanceType<typeof streams.ReadReq>, Response>;

/** Events that the server reads at once, and buffers for a live subscriber before it falls back to catching up. */
const PAGE = 32;

const linked = /^(\d+)@(.+)$/s;

/** One reader: its request and its faults. */
class Reader {
  readonly node: Node;
  readonly call: Reading;
  readonly fault: Fault | undefined;
  readonly source: Source;
  readonly filter: Filter | undefined;
  readonly #resolvesLinks: boolean;
  sent = 0;

  constructor(
    node: Node,
    call: Reading,
    options: InstanceType<typeof streams.ReadReq.Options>,
    fault: Fault | undefined,
  ) {
    this.node = node;
    this.call = call;
    this.fault = fault;
    this.source = sourceOf(node.store, options);
    this.filter = filterIn(options);
    this.#resolvesLinks = options.getResolveLinks();
  }

  get isOver(): boolean {
    return (
      this.call.cancelled ||
      this.call.destroyed ||
      (this.fault === 'clean-end' && this.sent >= this.node.faults.eventsMax)
    );
  }

  /** Sends a message as fast as the client reads. */
  async send(response: Response): Promise<void> {
    if (this.isOver || this.call.write(response)) return;
    await firstOf(this.call, 'drain', 'cancelled', 'close');
  }

  /** Sends the record if the reader may see it. */
  async sendRecord(record: LogRecord): Promise<void> {
    if (!this.source.sees(record) || !(this.filter?.matches(record) ?? true)) return;
    await this.send(new streams.ReadResp().setEvent(this.#readEvent(record)));
    this.sent += 1;
    if (this.fault === 'slow' && this.sent % PAGE === 0) await delay(this.node.faults.slowMs);
  }

  #readEvent(record: LogRecord): InstanceType<typeof streams.ReadResp.ReadEvent> {
    const event = new streams.ReadResp.ReadEvent().setCommitPosition(String(record.position));
    const isMalformed = this.fault === 'malformed';
    const link = this.#resolvesLinks && record.type === '$>' ? linked.exec(record.data.toString('utf8')) : null;
    if (!link) return event.setEvent(recordedEvent(record, isMalformed));
    const state = this.node.store.stream(link[2] ?? '');
    const target = state.records[Number(link[1])];
    event.setLink(recordedEvent(record, isMalformed));
    return target && state.sees(target) ? event.setEvent(recordedEvent(target, isMalformed)) : event;
  }
}

async function readOnce(reader: Reader, count: number): Promise<void> {
  const { source, call } = reader;
  if (source.stream !== undefined && reader.node.store.isAbsent(source.stream)) {
    const absent = new streams.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(source.stream));
    await reader.send(new streams.ReadResp().setStreamNotFound(absent));
  } else {
    const step = source.isBackwards ? -1 : 1;
    for (let index = source.start; reader.sent < count && !reader.isOver; index += step) {
      const record = source.records[index];
      if (!record) break;
      await reader.sendRecord(record);
    }
  }
  call.end();
}

const checkpointAt = (record: LogRecord): Response => {
  const position = String(record.position);
  const checkpoint = new streams.ReadResp.Checkpoint().setCommitPosition(position).setPreparePosition(position);
  return new streams.ReadResp().setCheckpoint(checkpoint);
};

/** Sends the existing events, then new ones, until the client or the server ends it. */
async function subscribe(reader: Reader): Promise<void> {
  const { source, filter, call, node } = reader;
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
  await reader.send(new streams.ReadResp().setConfirmation(confirmation));
  if (filter && reader.fault === 'wrong-checkpoint') {
    const end = node.store.records.at(-1);
    if (end) await reader.send(checkpointAt(end));
  }
  call.on('cancelled', () => node.store.emit('written'));
  let [index, considered, isLive] = [source.start, 0, false];
  while (!reader.isOver && !node.isStopped) {
    for (let record = source.records[index]; record && !reader.isOver; record = source.records[index]) {
      if (isLive && source.records.length - index > PAGE) {
        isLive = false;
        if (node.saysWhereItIs)
          await reader.send(new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind()));
      }
      await reader.sendRecord(record);
      index += 1;
      considered += 1;
      if (filter && considered % filter.checkpointEvery === 0) await reader.send(checkpointAt(record));
    }
    if (!isLive) {
      isLive = true;
      const last = source.records[index - 1];
      if (filter && last) await reader.send(checkpointAt(last));
      if (node.saysWhereItIs) await reader.send(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
    }
    if (!reader.isOver && source.records.length <= index) await node.nextWrite();
  }
  call.end();
}

function fail(call: Reading, error: object): void {
  call.emit('error', error);
}

/** Reads a stream or the whole log, once or for ever. */
export function read(node: Node, call: Reading): void {
  call.on('error', () => undefined);
  node.inTime(() => start(node, call));
}

function start(node: Node, call: Reading): void {
  const options = call.request.getOptions() ?? new streams.ReadReq.Options();
  const fault = node.faults.take(options.hasSubscription() ? 'subscribe' : 'read');
  const failure = failureOf(fault, node.leader()) ?? node.refusal(call.metadata);
  if (failure) return fail(call, failure);
  if (fault === 'reset') return node.cut();
  if (fault === 'silence') return;
  const reader = new Reader(node, call, options, fault);
  const { stream } = reader.source;
  if (stream !== undefined && node.store.stream(stream).isTombstoned) return fail(call, failures.deleted(stream));
  const running = options.hasSubscription() ? subscribe(reader) : readOnce(reader, Number(options.getCount()));
  running.catch((error: unknown) => fail(call, { code: 13, details: String(error) }));
}
