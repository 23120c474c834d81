import type { Finding } from '../finding.js';
import type { MessageType } from '../generated/elements.js';
import type { MessageValues } from '../generated/messages.js';
import type { Frame } from './frame.js';
import type { ReadLimits } from './limits.js';
import { MessageReader, type ClassListener } from './message-reader.js';

/** Line of the file (from 1) on which an object or list of a message starts. */
export type SourceLines = Pick<ReadonlyMap<object, number>, 'get'>;

/** A message with its type. */
export type Message = { [T in MessageType]: { readonly type: T; readonly value: MessageValues[T] } }[MessageType];

/** A whole message, or the reason why the file is not one. */
export type ReadResult =
  | { readonly ok: true; readonly message: Message; readonly lines: SourceLines }
  | { readonly ok: false; readonly messageType: MessageType | undefined; readonly findings: readonly Finding[] };

class LineRecorder implements ClassListener {
  /** A map that can be copied to another thread together with the message. */
  readonly lines = new Map<object, number>();

  opened(_: string, frames: readonly Frame[], depth: number): void {
    const frame = frames[depth - 1];
    if (frame?.value) this.lines.set(frame.value, frame.line);
  }

  closed(): boolean {
    return false;
  }
}

/**
 * Reads a whole message from text or UTF-8 bytes, in any number of parts; accepts all fourteen types unless `wanted` is given.
 */
export function readMessage(
  chunks: string | Uint8Array | Iterable<string | Uint8Array>,
  limits?: Partial<ReadLimits>,
  wanted?: MessageType,
): ReadResult {
  const recorder = new LineRecorder();
  const reader = new MessageReader(recorder, limits, wanted);
  const parts = typeof chunks === 'string' || chunks instanceof Uint8Array ? [chunks] : chunks;
  for (const chunk of parts) reader.write(chunk);
  const { messageType, value, findings } = reader.end();
  if (findings.length > 0 || !messageType) return { ok: false, messageType, findings };
  // The reader has just checked every field of `value` against the tables these types are generated from.
  return { ok: true, message: { type: messageType, value } as Message, lines: recorder.lines };
}

/** A message of one type, or the reason why the file is not one. */
export type TypedResult<T extends MessageType> =
  | { readonly ok: true; readonly value: MessageValues[T]; readonly lines: SourceLines }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Reads a message of one type as one value; refuses others. `readDeclaration` reads a declaration line by line. */
export function readTyped<T extends MessageType>(wanted: T, text: string | Uint8Array): TypedResult<T> {
  const result = readMessage(text, {}, wanted);
  if (!result.ok) return { ok: false, findings: result.findings };
  return { ok: true, value: result.message.value as MessageValues[T], lines: result.lines };
}

/** Reads a declaration answer (declaratie-antwoord). */
export const readJw325 = (text: string | Uint8Array): TypedResult<'JW325'> => readTyped('JW325', text);
