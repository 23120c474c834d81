/** What the command line prints, kept for tests. */
import { run } from '../src/cli/program.js';

/** How a command ended and what it printed. */
export interface Printed {
  readonly code: number;
  readonly lines: readonly string[];
  /** Results printed as JSON, after a round through text. */
  readonly json: readonly unknown[];
  readonly errors: string;
}

/** Runs the command line in this process. */
export async function command(...argv: readonly string[]): Promise<Printed> {
  const printed = { lines: [] as string[], json: [] as unknown[], errors: [] as string[] };
  const code = await run(argv, {
    line: (text = '') => void printed.lines.push(text),
    json: (value) => void printed.json.push(JSON.parse(JSON.stringify(value))),
    error: (text) => void printed.errors.push(text),
    step: () => undefined,
    progress: () => undefined,
    progressDone: () => undefined,
  });
  return { ...printed, code, errors: printed.errors.join('\n') };
}
