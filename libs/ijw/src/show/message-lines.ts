import type { MessageType } from '../generated/elements.js';
import { DeclarationReader, type DeclarationHead } from '../read/declaration-reader.js';
import { messageTypeOf } from '../read/message-type.js';
import { readMessage } from '../read/read-message.js';
import { partsAt, valueAt, type Fields } from './fields.js';
import { linePlaces } from './lines/places.js';

/** One line of a message (prestatie, product, antwoord) with its context. */
export interface MessageLine {
  readonly type: MessageType;
  readonly header: Fields;
  /** Declaratie, DeclaratieAntwoord or Verzoek; empty in messages without. */
  readonly body: Fields;
  /** Empty in messages that carry no client (JW319, JW320). */
  readonly client: Fields;
  readonly line: Fields;
  /** Class of the line, such as `Prestatie`. */
  readonly lineClass: string;
  /** Number of the client in the message, from 1. */
  readonly clientNumber: number;
  /** Number of the line within its client and class, from 1. */
  readonly lineNumber: number;
}

/** A message that is valid at level 1, opened to be read line by line. */
export interface OpenedMessage {
  readonly type: MessageType;
  readonly header: Fields;
  readonly body: Fields;
  /** The client of a message about one client; undefined in a declaration, its answer, and messages without client. */
  readonly client: Fields | undefined;
  /** The lines in document order; every call reads them again. Only a few lines of a JW323 are in memory at once. */
  lines(): Iterable<MessageLine>;
}

/** Bytes or characters per chunk. */
const SLICE = 64 * 1024;

function* slicesOf(file: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < file.length; at += SLICE) yield file.subarray(at, at + SLICE);
}

const notSound = (): Error => new RangeError('the message has a level 1 fault: check it before reading its lines');

function* declaredLines(file: Uint8Array): Generator<MessageLine> {
  const read: MessageLine[] = [];
  let head: DeclarationHead | undefined;
  const reader = new DeclarationReader({
    head: (given) => {
      head = given;
    },
    client: () => undefined,
    line: ({ client, number, bsn, prestatie }) => {
      if (!head) return;
      read.push({
        type: 'JW323',
        header: head.header,
        body: head.declaratie,
        client: { bsn },
        line: prestatie,
        lineClass: 'Prestatie',
        clientNumber: client,
        lineNumber: number,
      });
    },
  });
  for (const slice of slicesOf(file)) {
    reader.write(slice);
    yield* read.splice(0);
  }
  if (reader.end().length > 0) throw notSound();
}

/** The head of a JW323 that is valid at level 1; stops reading at the first client. Throws RangeError when there is no head. */
export function declarationHeadOf(file: Uint8Array): DeclarationHead {
  let head: DeclarationHead | undefined;
  const reader = new DeclarationReader({
    head: (given) => {
      head = given;
    },
    client: () => undefined,
    line: () => undefined,
  });
  for (const slice of slicesOf(file)) {
    reader.write(slice);
    if (head) return head;
  }
  throw notSound();
}

function openDeclaration(file: Uint8Array): OpenedMessage {
  const { header, declaratie: body } = declarationHeadOf(file);
  return { type: 'JW323', header, body, client: undefined, lines: () => declaredLines(file) };
}

function* linesBelow(opened: Omit<OpenedMessage, 'lines'>, value: Fields): Generator<MessageLine> {
  const { type, header, body } = opened;
  const { clients, lists } = linePlaces[type];
  for (const [client, part] of partsAt(value, clients).entries())
    for (const { name, path } of lists)
      for (const [number, line] of partsAt(part, path).entries())
        yield {
          type,
          header,
          body,
          client: clients.length === 0 ? {} : part,
          line,
          lineClass: name,
          clientNumber: client + 1,
          lineNumber: number + 1,
        };
}

const firstOf = (value: Fields, path: readonly string[]): Fields => partsAt(value, path)[0] ?? {};

/**
 * Opens a message to read its lines; the caller has checked that it is valid at level 1 (`checkFile`). Throws RangeError
 * when it is not. A JW323 is read line by line, any other message as one value.
 */
export function openMessage(file: Uint8Array): OpenedMessage {
  const start = new TextDecoder().decode(file.subarray(0, SLICE));
  if (messageTypeOf(start) === 'JW323') return openDeclaration(file);
  const result = readMessage(file);
  if (!result.ok) throw notSound();
  const { type, value } = result.message;
  const { body, clients } = linePlaces[type];
  const found = clients.length === 1 ? valueAt(value, clients) : undefined;
  const opened = {
    type,
    header: value.header,
    body: body ? firstOf(value, body) : {},
    client: typeof found === 'object' && found !== null ? found : undefined,
  };
  return { ...opened, lines: () => linesBelow(opened, value) };
}
