import type { sendUnaryData, ServerDuplexStream, ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';
import { failureOf, failures, nameIn, uuidIn } from './answers.ts';
import type { Failure } from './answers.ts';
import { batchAnswer, refusedBatch } from './batch-answers.ts';
import type { Expected } from './check-append.ts';
import type { Call, Fault } from './faults.ts';
import { shared, streams } from './protobuf.ts';
import type { Proposed } from './record.ts';
import type { Node } from './node.ts';

type Appending = ServerReadableStream<InstanceType<typeof streams.AppendReq>, InstanceType<typeof streams.AppendResp>>;
type Batching = ServerDuplexStream<
  InstanceType<typeof streams.BatchAppendReq>,
  InstanceType<typeof streams.BatchAppendResp>
>;
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

/** Does what was asked, or not, or answers late or not at all, as the fault says; `answer` gets what to say. */
function perform<Answer>(node: Node, call: Call, work: () => Answer, answer: (answer: Answer | Failure) => void): void {
  const fault: Fault | undefined = node.faults.take(call);
  const failure = failureOf(fault, node.leader());
  if (failure) answer(failure);
  else if (fault === 'reset' || fault === 'clean-end') node.cut();
  else if (fault !== 'silence') {
    const done = work();
    if (fault === 'reset-after') node.cut();
    else if (fault === 'late-reply') setTimeout(() => answer(done), node.faults.lateMs);
    else if (fault !== 'reply-lost') answer(done);
  }
}

const isFailure = (answer: object): answer is Failure => 'code' in answer;

function appendAnswer(node: Node, stream: string, expected: Expected, events: readonly Proposed[]) {
  const bad = faultIn(events);
  if (bad) return failures.badRequest(bad);
  const outcome = node.store.append(stream, expected, events);
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

/** One append by itself: options, then events, then one answer. */
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
    const work = () => appendAnswer(node, stream, expected, events);
    perform<Failure | InstanceType<typeof streams.AppendResp>>(node, 'append', work, (answer) =>
      isFailure(answer) ? callback(answer) : callback(null, answer),
    );
  };
  // A call that breaks off ends too, with only some of its events, and says so a little later: nothing of it is written.
  call.on('end', () => setImmediate(() => (call.cancelled ? undefined : answered())));
}

/** Appends that share one call, told apart by their correlation; a large one comes in several requests. */
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
  const work = () => {
    const bad = faultIn(events);
    return bad
      ? refusedBatch(first, stream, bad)
      : batchAnswer(first, stream, node.store.append(stream, expected, events));
  };
  perform<Failure | InstanceType<typeof streams.BatchAppendResp>>(node, 'batch-append', work, (answer) => {
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
    node,
    'delete',
    () => node.store[how](stream, expected),
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
