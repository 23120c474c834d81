import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Address } from './subject.ts';
import type { Manner, Written } from './writing.ts';

/** A writer: a separate process, or an adapter in this process when the store is in memory. */
export interface Writer {
  /** Writes for some time. */
  write(milliseconds: number): Promise<Written>;
  kill(signal: NodeJS.Signals): void;
}

/** A writer in a separate process. */
export interface WriterProcess extends Writer {
  readonly child: ChildProcess;
}

/** Starts a writer process; resolves once it has made its first append. */
export async function startWriter(address: Address, manner: Manner): Promise<WriterProcess> {
  const script = join(import.meta.dirname, 'writer-process.ts');
  const child = fork(script, { execArgv: ['--disable-warning=ExperimentalWarning'] });
  child.send({ address, manner });
  const said = async (): Promise<unknown> => ((await once(child, 'message')) as [unknown])[0];
  const first = await said();
  if (first !== 'ready') throw new Error(`a writer said ${JSON.stringify(first)} instead of ready`);
  return {
    child,
    write: (milliseconds) => {
      child.send(milliseconds);
      return said() as Promise<Written>;
    },
    kill: (signal) => void child.kill(signal),
  };
}

/** Kills a process. */
export async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
