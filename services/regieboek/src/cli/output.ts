import { resolve } from 'node:path';
import { stdout } from 'node:process';
import { withoutBsn, Refusal, languageOf, type Language } from '@regieboek/kernel';
import { openToOthers } from '@regieboek/platform/files';

/**
 * Output of commands, and its language: results to standard output, errors and, on a terminal, progress to standard
 * error.
 */
export interface Output {
  readonly language: Language;
  line(text?: string): void;
  json(value: unknown): void;
  /** A list of results as JSON, the same text as `json` of all of them, each printed as soon as it comes. */
  jsonItems(items: AsyncIterable<unknown>): Promise<void>;
  /** A part of a file, such as XML or CSV, as it is; resolves when the next part may follow. */
  text(part: string): Promise<void>;
  /** Characters on a line of the terminal that results go to; undefined when they go elsewhere. */
  readonly width: number | undefined;
  /** A problem, in one or more lines. */
  error(text: string): void;
  /** Reports a step of long work on standard error, also when that is not a terminal. */
  step(text: string): void;
  /** Progress of a step; shown on a terminal only. */
  progress(text: string): void;
  /** Ends the line of progress. */
  progressDone(): void;
}

/** Waits for a slow reader. A reader that went away is an error of the stream, which ends the process. */
async function toStandardOutput(part: string): Promise<void> {
  if (!stdout.write(part)) await new Promise<void>((resolve) => stdout.once('drain', resolve));
}

/** Output of this process. */
export const terminal: Output = {
  get language() {
    return languageOf(process.env);
  },
  text: toStandardOutput,
  get width() {
    return stdout.isTTY ? stdout.columns : undefined;
  },
  async jsonItems(items) {
    let before = '[\n';
    for await (const item of items) {
      const indented = JSON.stringify(item, null, 2).replaceAll('\n', '\n  ');
      await toStandardOutput(`${before}  ${indented}`);
      before = ',\n';
    }
    await toStandardOutput(before === '[\n' ? '[]\n' : '\n]\n');
  },
  line: (text = '') => void process.stdout.write(`${text}\n`),
  json: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  step: (text) => void process.stderr.write(`${text} ...\n`),
  // Citizen service numbers never reach a terminal, mail or log.
  error: (text) => void process.stderr.write(`${withoutBsn(text)}\n`),
  progress(text) {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  },
  progressDone() {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  },
};

/** Warns when others may look into a folder that is about to be written to. */
export async function warnOfOthers(folder: string, output: Output): Promise<void> {
  const warning = await openToOthers(resolve(folder));
  if (warning !== undefined) output.error(`regieboek: ${warning}`);
}

/** A table with columns as wide as their widest cell; numbers (right) and text (left) by the sign of `align`. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[],
): string[] {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const cell = (text: string, i: number) =>
    right.includes(i) ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0);
  const line = (row: readonly string[]) => row.map(cell).join('  ').trimEnd();
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

/** The command was refused with reasons: exit code 1. */
export class CommandRefused extends Refusal {
  override readonly name = 'CommandRefused';
  constructor(message: string) {
    super('refused', 'invalid', message);
  }
}
