/** Commands as people type them, in a folder. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/regieboek.mjs', import.meta.url));

/** Words of a line of a shell, with single quotes. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

/** Exit code and output of a command. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `npx regieboek …` or `regieboek …` as written, in a folder; a server is stopped as soon as it serves. */
export function runIn(folder: string, line: string, environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const words = wordsOf(line);
  const parameters = words.slice(words.indexOf('regieboek') + 1);
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [program, ...parameters], {
    cwd: folder,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { output: '', errors: '' };
  let isStopped = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.output += text;
    if (parameters[0] !== 'serve' || isStopped || !/serves http/.test(printed.output)) return;
    isStopped = true;
    child.kill('SIGTERM');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.errors += text;
  });
  return new Promise((done) => child.on('close', (code) => done({ code, ...printed })));
}
