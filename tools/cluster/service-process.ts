import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program of the cluster and its command. */
export interface ProcessOf {
  readonly name: string;
  readonly command: readonly string[];
  readonly variables: NodeJS.ProcessEnv;
  /** File of its output. */
  readonly log: string;
  /** Address that answers once the program is ready. */
  readonly ready: string;
}

const READY_WITHIN_MS = 240_000;

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

const answers = (address: string): Promise<boolean> =>
  fetch(address, { signal: AbortSignal.timeout(5_000) }).then(
    (answer) => answer.ok,
    () => false,
  );

/** A program of the cluster as a process that can be ended in any way and started again. */
export class ServiceProcess {
  readonly of: ProcessOf;
  private child: ChildProcess | undefined;

  constructor(of: ProcessOf) {
    this.of = of;
  }

  /** Current memory (RSS), in megabytes. */
  get megabytes(): number {
    const status = readFileSync(`/proc/${this.child?.pid ?? 0}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }

  /** Starts it and waits until it is ready. Throws when it ends instead. */
  async start(): Promise<void> {
    const output = openSync(this.of.log, 'a');
    const [command = '', ...args] = this.of.command;
    const child = spawn(command, args, {
      stdio: ['ignore', output, output],
      env: { ...process.env, ...this.of.variables },
    });
    this.child = child;
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await answers(this.of.ready))) {
      if (!isRunning(child)) throw new Error(`${this.of.name} ended at its start; see ${this.of.log}`);
      if (Date.now() > deadline) throw new Error(`${this.of.name} was not ready in time; see ${this.of.log}`);
      await sleep(50);
    }
  }

  /** Stops it gracefully. Returns the milliseconds it took. */
  async stop(): Promise<number> {
    const started = performance.now();
    await this.end('SIGTERM');
    return performance.now() - started;
  }

  /** Kills it at once, like a crash. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || !isRunning(child)) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
