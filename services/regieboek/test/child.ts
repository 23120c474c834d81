/** The product as a process of its own, started as people start it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/regieboek.mjs', import.meta.url));

/** Output of a process and its exit. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** A running process. */
export interface Child {
  readonly pid: number;
  /** Address it serves on; throws with what it printed when it ends before. */
  readonly address: Promise<string>;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `regieboek` with arguments and with nothing of our environment but the path and what is given. */
export function startChild(parameters: readonly string[], environment: Record<string, string> = {}): Child {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [program, ...parameters], {
    env: { PATH, HOME, REGIEBOEK_TODAY: '2026-03-06', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { output: '', errors: '' };
  const ended = new Promise<Ended>((done) => child.on('close', (code, signal) => done({ code, signal, ...printed })));
  const address = new Promise<string>((found, failed) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.output += text;
      const [, url] = /serves (http:\/\/[^/]+)\/v1/.exec(printed.output) ?? [];
      if (url) found(url);
    });
    void ended.then(({ errors }) => failed(new Error(`it ended before it served: ${errors}`)));
  });
  // A caller that does not await the address must not see its rejection.
  address.catch(() => undefined);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.errors += text;
  });
  return { pid: child.pid ?? 0, address, ended, kill: (signal) => void child.kill(signal) };
}

/** Sends a body as a POST and gives status and JSON. */
export async function send(url: string, type: string, body: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
  return { status: response.status, body: await response.json() };
}

/** Calls `attempt` until it gives something, for at most four minutes. */
export async function until<Result>(what: string, attempt: () => Promise<Result | undefined>): Promise<Result> {
  const deadline = Date.now() + 240_000;
  for (;;) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within four minutes`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
