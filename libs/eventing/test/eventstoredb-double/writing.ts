import type { Metadata, sendUnaryData, ServerDuplexStream, ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';
import { failureOf, failures, isNotLeader, nameIn, uuidIn } from './answers.ts';
import type { Failure } from './answers.ts';
import { batchAnswer, refusedBatch } from './batch-answers.ts';
import type { Expected } from './check-append.ts';
import type { Call, Fault } from './faults.ts';
import { shared, streams } from './protobuf.ts';
import type { Proposed } from './record.ts';
import type { Node } from './node.ts';
import type { Store, Written } from './store.ts';

type Appending = ServerReadableStream<InstanceType<typeof streams.AppendReq>, InstanceType<typeof streams.AppendResp>>;
type Batching = ServerDuplexStream<
  InstanceType<typeof streams.BatchAppendReq>,
  InstanceType<typeof streams.BatchAppendResp>
>;
type Response = InstanceType<typeof streams.AppendResp>;
type BatchRequest = InstanceType<typeof streams.BatchAppendReq>;
type Deleting = InstanceType<typeof streams.DeleteReq> | InstanceType<typeof streams.TombstoneReq>;
type AnyProposed =
  InstanceType<typeof streams.AppendReq.ProposedMessage> | InstanceType<typeof streams.BatchAppendReq.ProposedMessage>;

const proposedIn = (message: AnyProposed): Proposed => ({
  id: uuidIn(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: Buffer.from(message.getData_asU8()),
  metadata: Buffer.from(message.getCustomMetadata_asU8()),
});

function expectedIn(options: {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
  getRevision(): string;
}): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream-exists' : Number(options.getRevision());
}

const emptyId = /^$|^[0-]+$/;

function faultIn(events: readonly Proposed[]): string | undefined {
  if (events.some(({ id }) => emptyId.test(id))) return 'Empty event id';
  return events.some(({ type }) => type === '') ? 'Empty event type' : undefined;
}

/** Executes a request; calls back with the answer once there is one, possibly never. */
type Work<Answer> = (say: (answer: Answer | Failure) => void) => void;

/** A write request: its call, its kind and its headers. */
interface Asked {
  readonly node: Node;
  readonly call: Call;
  readonly metadata: Metadata;
}

/** Executes the request unless the fault prevents it, and calls `answer` in time, late or never, depending on the fault. */
function perform<Answer>(
  { node, call, metadata }: Asked,
  work: Work<Answer>,
  answer: (answer: Answer | Failure) => void,
): void {
  node.inTime(() => {
    const fault: Fault | undefined = node.faults.take(call);
    const failure = failureOf(fault, node.leader()) ?? node.refusal(metadata);
    if (failure) answer(failure);
    else if (fault === 'reset' || fault === 'clean-end') node.cut();
    else if (fault === 'late-reply') work((done) => setTimeout(() => answer(done), node.faults.lateMs));
    else if (fault === 'reply-lost' || fault === 'reset-after') work(() => undefined);
    else if (fault !== 'silence') work(answer);
    if (fault === 'reset-after') node.cut();
  });
}

/** Answers a write once it is readable. A server does not answer a repeat of a write that is not readable yet. */
function whenReadable(store: Store, stream: string, outcome: Written, say: () => void): void {
  if (outcome.kind === 'written') return store.whenReadable(say);
  const isTooEarly = outcome.kind === 'done-before' && outcome.last.revision > store.stream(stream).last;
  if (!isTooEarly) say();
}

const isFailure = (answer: object): answer is Failure => 'code' in answer;

function appendAnswer(stream: string, expected: Expected, outcome: Written): Failure | Response {
  if (outcome.kind === 'deleted') return failures.deleted(stream);
  if (outcome.kind === 'too-large') return failures.tooLarge(outcome.bytesMax);
  const response = new streams.AppendResp();
  if (outcome.kind === 'wrong') {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (outcome.current >= 0) wrong.setCurrentRevision(String(outcome.current));
    else wrong.setCurrentNoStream(new shared.Empty());
    if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
    else if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
    else if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty());
    else wrong.setExpectedStreamExists(new shared.Empty());
    return response.setWrongExpectedVersion(wrong);
  }
  const success = new streams.AppendResp.Success();
  const last = outcome.kind === 'write' ? undefined : outcome.last;
  if (!last) return response.setSuccess(success.setNoStream(new shared.Empty()).setNoPosition(new shared.Empty()));
  const position = String(last.position);
  const place = new streams.AppendResp.Position().setCommitPosition(position).setPreparePosition(position);
  return response.setSuccess(success.setCurrentRevision(String(last.revision)).setPosition(place));
}

/** A single append: options, then events, then one answer. */
export function append(node: Node, call: Appending, callback: sendUnaryData<streams.AppendResp>): void {
  let stream = '';
  let expected: Expected = 'any';
  const events: Proposed[] = [];
  call.on('data', (request: InstanceType<typeof streams.AppendReq>) => {
    const [options, message] = [request.getOptions(), request.getProposedMessage()];
    if (options) [stream, expected] = [nameIn(options.getStreamIdentifier()), expectedIn(options)];
    if (message) events.push(proposedIn(message));
  });
  call.on('error', () => undefined);
  const answered = (): void => {
    const work: Work<Response> = (say) => {
      const bad = faultIn(events);
      if (bad) return say(failures.badRequest(bad));
      const store = node.view.leaderStore();
      const outcome = store.append(stream, expected, events);
      whenReadable(store, stream, outcome, () => say(appendAnswer(stream, expected, outcome)));
    };
    perform({ node, call: 'append', metadata: call.metadata }, work, (answer) =>
      isFailure(answer) ? callback(answer) : callback(null, answer),
    );
  };
  // A call that breaks off also ends, with only some of its events, and reports the break slightly later: nothing of it is
  // written.
  call.on('end', () => setImmediate(() => (call.cancelled ? undefined : answered())));
}

/** Appends that share one call, distinguished by correlation id; a large one arrives in several requests. */
export function batchAppend(node: Node, call: Batching): void {
  const pending = new Map<string, { first: BatchRequest; events: Proposed[] }>();
  call.on('data', (request: BatchRequest) => {
    const correlation = uuidIn(request.getCorrelationId());
    const batch = pending.get(correlation) ?? { first: request, events: [] };
    pending.set(correlation, batch);
    batch.events.push(...request.getProposedMessagesList().map(proposedIn));
    if (!request.getIsFinal()) return;
    pending.delete(correlation);
    settleBatch(node, call, batch);
  });
  call.on('error', () => undefined);
  call.on('end', () => call.end());
}

function settleBatch(node: Node, call: Batching, { first, events }: { first: BatchRequest; events: Proposed[] }): void {
  const options = first.getOptions();
  const stream = nameIn(options?.getStreamIdentifier());
  const expected = options
    ? expectedIn(Object.assign(options, { getRevision: () => options.getStreamPosition() }))
    : 'any';
  if (node.faults.next('batch-append') === 'clean-end') {
    node.faults.take('batch-append');
    return void call.end();
  }
  const work: Work<InstanceType<typeof streams.BatchAppendResp>> = (say) => {
    const bad = faultIn(events);
    if (bad) return say(refusedBatch(first, stream, bad));
    const store = node.view.leaderStore();
    const outcome = store.append(stream, expected, events);
    whenReadable(store, stream, outcome, () => say(batchAnswer(first, stream, outcome)));
  };
  perform({ node, call: 'batch-append', metadata: call.metadata }, work, (answer) => {
    // "Not the leader" ends the call; any other failure answers one append.
    if (isFailure(answer) && isNotLeader(answer)) return void call.emit('error', answer);
    if (call.writable) call.write(isFailure(answer) ? refusedBatch(first, stream, answer.details) : answer);
  });
}

/** Deletes a stream, softly or for good. */
export function remove(
  node: Node,
  call: ServerUnaryCall<Deleting, unknown>,
  callback: sendUnaryData<never>,
  how: 'delete' | 'tombstone',
): void {
  const options = call.request.getOptions();
  const stream = nameIn(options?.getStreamIdentifier());
  const expected = options ? expectedIn(options) : 'any';
  perform<object>(
    { node, call: 'delete', metadata: call.metadata },
    (say) => {
      const store = node.view.leaderStore();
      const outcome = store[how](stream, expected);
      if (outcome.kind === 'write') store.whenReadable(() => say(outcome));
      else say(outcome);
    },
    (outcome) => answerRemoval(outcome, { stream, expected, callback, how }),
  );
}

function answerRemoval(
  outcome: object,
  {
    stream,
    expected,
    callback,
    how,
  }: { stream: string; expected: Expected; callback: sendUnaryData<never>; how: string },
): void {
  if (isFailure(outcome)) return callback(outcome);
  const { kind, current } = { current: -1, ...(outcome as { kind: string; current?: number }) };
  if (kind === 'deleted') return callback(failures.deleted(stream));
  if (kind === 'wrong')
    return callback(failures.wrongVersion(stream, typeof expected === 'number' ? expected : -1, current));
  const response = how === 'delete' ? new streams.DeleteResp() : new streams.TombstoneResp();
  callback(null, response.setNoPosition(new shared.Empty()) as never);
}
