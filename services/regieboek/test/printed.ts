/** Output of the command line, captured for tests. */
import type { Input } from '../src/cli/input.js';
import type { Output } from '../src/cli/output.js';
import { run } from '../src/cli/program.js';

/** Exit code and output of a command. */
export interface Printed {
  readonly code: number;
  readonly lines: readonly string[];
  /** Results printed as JSON, after a round through text. */
  readonly json: readonly unknown[];
  readonly errors: string;
  /** Parts of files, such as XML and CSV, as they were printed. */
  readonly text: string;
}

/** Environment of a command. */
export interface Around {
  /** Chunks of standard input; without it there is a silent terminal. */
  readonly piped?: readonly (string | Uint8Array)[];
  /** Characters on a line; without it results go to no terminal. */
  readonly width?: number;
}

/** Runs the command line in this process, in the given environment. */
export async function commandIn({ piped, width }: Around, ...argv: readonly string[]): Promise<Printed> {
  const printed = { lines: [] as string[], json: [] as unknown[], errors: [] as string[], text: [] as string[] };
  const output: Output = {
    language: 'en',
    width,
    line: (text = '') => void printed.lines.push(text),
    json: (value) => void printed.json.push(JSON.parse(JSON.stringify(value))),
    async jsonItems(items) {
      const all: unknown[] = [];
      for await (const item of items) all.push(item);
      printed.json.push(JSON.parse(JSON.stringify(all)));
    },
    text: async (part) => void printed.text.push(part),
    error: (text) => void printed.errors.push(text),
    step: () => undefined,
    progress: () => undefined,
    progressDone: () => undefined,
  };
  const input: Input = {
    isTTY: piped === undefined,
    async *[Symbol.asyncIterator]() {
      yield* piped ?? [];
    },
  };
  const code = await run(argv, output, input);
  return { ...printed, code, errors: printed.errors.join('\n'), text: printed.text.join('') };
}

/** Runs the command line in this process. */
export const command = (...argv: readonly string[]): Promise<Printed> => commandIn({}, ...argv);
