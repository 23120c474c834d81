import type { Finding } from '../finding.js';
import type { JW323Declaratie, JW323Header, JW323Prestatie } from '../generated/messages.js';
import type { Building, Frame } from './frame.js';
import type { ReadLimits } from './limits.js';
import { MessageReader, type ClassListener } from './message-reader.js';

/** A declaration without its clients. */
export interface DeclarationHead {
  readonly header: JW323Header;
  readonly declaratie: Omit<JW323Declaratie, 'clienten'>;
}

/** A client of a declaration. */
export interface DeclaredClient {
  /** Number of the Client in the message, from 1. */
  readonly client: number;
  readonly bsn: string;
  /** Line of the file on which Prestaties starts. */
  readonly line: number;
}

/** A declared line (prestatie). */
export interface DeclaredLine {
  readonly client: number;
  /** Number of the Prestatie within its Client, from 1. */
  readonly number: number;
  readonly bsn: string;
  readonly prestatie: JW323Prestatie;
  /** Line of the file on which the Prestatie starts. */
  readonly line: number;
}

/** Receives a declaration in document order: the head, then each client followed by its lines. Stops at a first fault. */
export interface DeclarationVisitor {
  head(head: DeclarationHead): void;
  client(client: DeclaredClient): void;
  line(line: DeclaredLine): void;
}

const field = (frame: Frame | undefined, name: string): unknown => {
  const value: Building | undefined = frame?.value;
  return value === undefined || Array.isArray(value) ? undefined : value[name];
};

/** Calls the visitor when a class closes, and does not store the lines, so that memory stays bounded. */
class Visits implements ClassListener {
  isValid: () => boolean = () => false;

  constructor(private readonly visitor: DeclarationVisitor) {}

  opened(typeName: string, frames: readonly Frame[], depth: number): void {
    if (!this.isValid()) return;
    // All preceding elements were checked against the tables, so the fields have the types of the standard.
    if (typeName === 'Clienten')
      this.visitor.head({
        header: field(frames[0], 'header') as JW323Header,
        declaratie: frames[depth - 2]?.value as unknown as JW323Declaratie,
      });
    else if (typeName === 'Prestaties') this.visitor.client(this.client(frames, depth - 2));
  }

  closed(typeName: string, frames: readonly Frame[], depth: number): boolean {
    if (typeName === 'Client') return true;
    if (typeName !== 'Prestatie') return false;
    const frame = frames[depth - 1];
    if (frame && this.isValid()) this.visitor.line(this.line(frame, frames[depth - 3]));
    return true;
  }

  private client(frames: readonly Frame[], at: number): DeclaredClient {
    const client = frames[at];
    return { client: client?.number ?? 0, bsn: field(client, 'bsn') as string, line: frames[at + 1]?.line ?? 0 };
  }

  private line(frame: Frame, client: Frame | undefined): DeclaredLine {
    return {
      client: client?.number ?? 0,
      number: frame.number,
      bsn: field(client, 'bsn') as string,
      prestatie: frame.value as unknown as JW323Prestatie,
      line: frame.line,
    };
  }
}

/**
 * Reads a JW323 in chunks and yields one line at a time: 30,000 lines are never in memory together. The lines count only when
 * `end` returns no findings, because a fault may come late in the file.
 */
export class DeclarationReader {
  readonly #reader: MessageReader;

  constructor(visitor: DeclarationVisitor, limits?: Partial<ReadLimits>) {
    const visits = new Visits(visitor);
    this.#reader = new MessageReader(visits, limits, 'JW323');
    visits.isValid = () => this.#reader.isValid;
  }

  /** Takes the next part of the file; bytes must be UTF-8. */
  write(chunk: string | Uint8Array): void {
    this.#reader.write(chunk);
  }

  /** Ends the file and returns the faults of level 1. */
  end(): readonly Finding[] {
    return this.#reader.end().findings;
  }
}

/** Reads a JW323 from its parts, visiting line by line; returns the faults of level 1. */
export function readDeclaration(
  chunks: Iterable<string | Uint8Array>,
  visitor: DeclarationVisitor,
  limits?: Partial<ReadLimits>,
): readonly Finding[] {
  const reader = new DeclarationReader(visitor, limits);
  for (const chunk of chunks) reader.write(chunk);
  return reader.end();
}
