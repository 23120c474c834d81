import type { Finding } from '../finding.js';
import type { MessageType } from '../generated/elements.js';
import type { MessageValues } from '../generated/messages.js';
import type { Frame } from './frame.js';
import type { ReadLimits } from './limits.js';
import { MessageReader, type ClassListener } from './message-reader.js';

/** Line of the file (from 1) on which an object or list of a message starts. */
export type SourceLines = WeakMap<object, number>;

/** A message with its type. */
export type Message = { [T in MessageType]: { readonly type: T; readonly value: MessageValues[T] } }[MessageType];

/** A whole message, or why it is none. */
export type ReadResult =
  | { readonly ok: true; readonly message: Message; readonly lines: SourceLines }
  | { readonly ok: false; readonly messageType: MessageType | undefined; readonly findings: readonly Finding[] };

class LineRecorder implements ClassListener {
  readonly lines: SourceLines = new WeakMap();

  opened(_: string, frames: readonly Frame[], depth: number): void {
    const frame = frames[depth - 1];
    if (frame?.value) this.lines.set(frame.value, frame.line);
  }

  closed(): boolean {
    return false;
  }
}

/** Reads a whole message from text or UTF-8 bytes, in any number of parts; of any of the fourteen types unless `wanted`. */
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

/** A message of one type, or why it is none. */
export type TypedResult<T extends MessageType> =
  | { readonly ok: true; readonly value: MessageValues[T]; readonly lines: SourceLines }
  | { readonly ok: false; readonly findings: readonly Finding[] };

function readTyped<T extends MessageType>(wanted: T, text: string | Uint8Array): TypedResult<T> {
  const result = readMessage(text, {}, wanted);
  if (!result.ok) return { ok: false, findings: result.findings };
  return { ok: true, value: result.message.value as MessageValues[T], lines: result.lines };
}

/** Reads an assignment (toewijzing). */
export const readJw301 = (text: string | Uint8Array): TypedResult<'JW301'> => readTyped('JW301', text);
/** Reads a start of care (start jeugdhulp). */
export const readJw305 = (text: string | Uint8Array): TypedResult<'JW305'> => readTyped('JW305', text);
/** Reads a stop of care (stop jeugdhulp). */
export const readJw307 = (text: string | Uint8Array): TypedResult<'JW307'> => readTyped('JW307', text);
/** Reads a request for assignment (verzoek om toewijzing). */
export const readJw315 = (text: string | Uint8Array): TypedResult<'JW315'> => readTyped('JW315', text);
/** Reads a request for change (verzoek om wijziging). */
export const readJw317 = (text: string | Uint8Array): TypedResult<'JW317'> => readTyped('JW317', text);
/** Reads an answer to a request (antwoord). */
export const readJw319 = (text: string | Uint8Array): TypedResult<'JW319'> => readTyped('JW319', text);
/** Reads a declaration (declaratie) as one value; `readDeclaration` reads it line by line. */
export const readJw323 = (text: string | Uint8Array): TypedResult<'JW323'> => readTyped('JW323', text);
/** Reads a declaration answer (declaratie-antwoord). */
export const readJw325 = (text: string | Uint8Array): TypedResult<'JW325'> => readTyped('JW325', text);
