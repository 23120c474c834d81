import { status } from '@grpc/grpc-js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import { streamIdentifier } from './answers.ts';
import { rpc, shared, streams } from './protobuf.ts';
import type { Written } from './store.ts';

type Request = InstanceType<typeof streams.BatchAppendReq>;
type Response = InstanceType<typeof streams.BatchAppendResp>;

/** Fields of the request that every answer repeats. */
function answerTo(request: Request, stream: string): Response {
  const response = new streams.BatchAppendResp().setCorrelationId(request.getCorrelationId());
  response.setStreamIdentifier(streamIdentifier(stream));
  const options = request.getOptions();
  if (options?.hasStreamPosition()) response.setStreamPosition(options.getStreamPosition());
  else if (options?.hasNoStream()) response.setNoStream(new emptyMessages.Empty());
  else if (options?.hasStreamExists()) response.setStreamExists(new emptyMessages.Empty());
  else response.setAny(new emptyMessages.Empty());
  return response;
}

function refusal(code: number, message: string, details?: { name: string; bytes: Uint8Array }) {
  const packed = new anyMessages.Any();
  if (details) packed.pack(details.bytes, `event_store.client.${details.name}`);
  else packed.pack(new shared.Empty().serializeBinary(), 'google.protobuf.Empty');
  return new rpc.Status().setCode(code).setMessage(message).setDetails(packed);
}

/** A refusal whose message does not name an exception, such as "not ready". */
export const refusedBatch = (request: Request, stream: string, message: string): Response =>
  answerTo(request, stream).setError(refusal(status.UNAVAILABLE, message));

function wrongVersion(request: Request, current: number) {
  const wrong = new shared.WrongExpectedVersion();
  const options = request.getOptions();
  if (current >= 0) wrong.setCurrentStreamRevision(String(current));
  else wrong.setCurrentNoStream(new emptyMessages.Empty());
  if (options?.hasStreamPosition()) wrong.setExpectedStreamPosition(options.getStreamPosition());
  else if (options?.hasNoStream()) wrong.setExpectedNoStream(new emptyMessages.Empty());
  else wrong.setExpectedAny(new emptyMessages.Empty());
  return { name: 'WrongExpectedVersion', bytes: wrong.serializeBinary() };
}

/** The answer to an append within a batch. */
export function batchAnswer(request: Request, stream: string, outcome: Written): Response {
  const response = answerTo(request, stream);
  if (outcome.kind === 'wrong')
    return response.setError(refusal(status.FAILED_PRECONDITION, 'Wrong', wrongVersion(request, outcome.current)));
  if (outcome.kind === 'deleted') {
    const bytes = new shared.StreamDeleted().setStreamIdentifier(streamIdentifier(stream)).serializeBinary();
    return response.setError(refusal(status.FAILED_PRECONDITION, 'Deleted', { name: 'StreamDeleted', bytes }));
  }
  if (outcome.kind === 'too-large') {
    const bytes = new shared.MaximumAppendSizeExceeded().setMaxappendsize(outcome.bytesMax).serializeBinary();
    const details = { name: 'MaximumAppendSizeExceeded', bytes };
    return response.setError(refusal(status.INVALID_ARGUMENT, 'Too large', details));
  }
  const success = new streams.BatchAppendResp.Success();
  const last = outcome.kind === 'write' ? undefined : outcome.last;
  if (!last)
    return response.setSuccess(success.setNoStream(new emptyMessages.Empty()).setNoPosition(new emptyMessages.Empty()));
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(String(last.position)).setPreparePosition(String(last.position));
  return response.setSuccess(success.setCurrentRevision(String(last.revision)).setPosition(position));
}
