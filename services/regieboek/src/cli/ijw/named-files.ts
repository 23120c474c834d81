import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultLimits } from '@regieboek/ijw';
import type { Language } from '@regieboek/kernel';
import { systemProblem } from '../describe-error.js';
import type { Input } from '../input.js';
import { CommandRefused } from '../output.js';
import { ijwTexts } from './texts.js';

/** Name of standard input among paths. */
export const standardInput = '-';

/** A file that was named or found. */
export interface NamedFile {
  /** Path as it was given, or found below a folder; `-` for standard input. */
  readonly name: string;
  /** Its bytes, at most one more than a message may have: enough to refuse a larger file with reason (OP179). */
  read(): Promise<Uint8Array>;
  /** Its first bytes, enough to recognise the message type. */
  readStart(): Promise<Uint8Array>;
}

const BYTES_READ_MAX = defaultLimits.bytesMax + 1;
const START_BYTES = 64 * 1024;

async function bytesOf(parts: AsyncIterable<string | Uint8Array>, max: number): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    read.push(bytes);
    size += bytes.length;
    if (size >= max) break;
  }
  return Buffer.concat(read, Math.min(size, max));
}

const fileAt = (name: string): NamedFile => {
  // The stream ends at the byte `end`, itself included.
  const read = (max: number) => bytesOf(createReadStream(name, { end: max - 1, highWaterMark: 1 << 20 }), max);
  return { name, read: () => read(BYTES_READ_MAX), readStart: () => read(START_BYTES) };
};

/** Standard input as a file: it can be read only once, so its bytes are kept. */
function inputAsFile(input: Input): NamedFile {
  let bytes: Promise<Uint8Array> | undefined;
  const read = () => (bytes ??= bytesOf(input, BYTES_READ_MAX));
  return { name: standardInput, read, readStart: async () => (await read()).subarray(0, START_BYTES) };
}

const isMessageName = (name: string): boolean => /\.xml$/i.test(name);

/** The files of a command. What cannot be read is kept as a problem, and the others go on. */
export class NamedFiles {
  // A set: files that are read twice are reported once.
  readonly #problems = new Set<string>();
  readonly #input: NamedFile;

  constructor(
    private readonly paths: readonly string[],
    input: Input,
    private readonly language: Language,
  ) {
    this.#input = inputAsFile(input);
  }

  /** The files, in the order of the paths; those of a folder by name. None is read yet; it can be gone through again. */
  async *[Symbol.asyncIterator](): AsyncGenerator<NamedFile> {
    for (const path of this.paths.length === 0 ? [standardInput] : this.paths) {
      if (path === standardInput) yield this.#input;
      else yield* this.#at(path);
    }
  }

  /** Result of `read`, or undefined when the system cannot read the file. */
  async attempt<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await read();
    } catch (error) {
      this.#keep(error);
      return undefined;
    }
  }

  /** Refuses the command when something could not be read, or with `summary` when that is given. */
  refuseWhenAmiss(summary = ''): void {
    const reasons = [...this.#problems, ...(summary === '' ? [] : [summary])];
    if (reasons.length > 0) throw new CommandRefused(reasons.join('\n'));
  }

  async *#at(path: string): AsyncGenerator<NamedFile> {
    const found = await this.attempt(() => stat(path));
    if (found === undefined) return;
    if (!found.isDirectory()) {
      if (found.isFile()) yield fileAt(path);
      else this.#problems.add(ijwTexts[this.language].device(path));
      return;
    }
    const before = this.#problems.size;
    let files = 0;
    for await (const file of this.#below(path)) {
      files += 1;
      yield file;
    }
    if (files === 0 && this.#problems.size === before) this.#problems.add(ijwTexts[this.language].noXml(path));
  }

  /** XML files below a folder, in order of their names. Links to files are followed, links to folders are not. */
  async *#below(folder: string): AsyncGenerator<NamedFile> {
    const entries = (await this.attempt(() => readdir(folder, { withFileTypes: true }))) ?? [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* this.#below(path);
      else if (isMessageName(entry.name) && (await this.#isFile(entry, path))) yield fileAt(path);
    }
  }

  async #isFile(entry: Dirent, path: string): Promise<boolean> {
    if (!entry.isSymbolicLink()) return entry.isFile();
    return (await this.attempt(() => stat(path)))?.isFile() ?? false;
  }

  #keep(error: unknown): void {
    const problem = systemProblem(error, this.language);
    if (problem === undefined) throw error;
    this.#problems.add(problem);
  }
}
