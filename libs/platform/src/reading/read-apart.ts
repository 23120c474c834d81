import { types } from 'node:util';
import { Piscina } from 'piscina';
import { limits } from '@regieboek/kernel';
import { KeyedQueue } from '../commands/keyed-queue.js';
import { ReadingFailed } from './reading-failed.js';

/** Time and memory limits of reading one message or file. */
export interface ReadingLimits {
  readonly ms: number;
  readonly megabytes: number;
}

const usual: ReadingLimits = { ms: limits.apartMs, megabytes: limits.apartMegabytes };

/** Time to keep an idle thread. */
const IDLE_MS = 30_000;

/** Messages and files that are read at once; the others wait, and their time does not run yet. */
const AT_ONCE_MAX = 1;
const turns = new KeyedQueue(AT_ONCE_MAX);
const pools = new Map<string, Piscina>();

function poolOf(module: URL, { megabytes }: ReadingLimits): Piscina {
  const key = `${module.href} ${megabytes}`;
  const pool =
    pools.get(key) ??
    new Piscina({
      filename: module.href,
      minThreads: 0,
      maxThreads: AT_ONCE_MAX,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
  pools.set(key, pool);
  return pool;
}

/** URL of a compiled module next to the file at `here`, also when that runs from source. */
export const compiledBeside = (here: string, name: string): URL =>
  new URL(`${name}.js`, here.endsWith('.ts') ? here.replace(/\/src\/(?!.*\/src\/)/, '/dist/') : here);

/** A function that reads, and the module in which a thread finds it. */
export interface Reader<Input, Output> {
  readonly module: URL;
  readonly name: string;
  readonly read: (input: Input) => Output;
  /** Size from which on it is read in a thread; the usual one unless given. */
  readonly apartBytes?: number;
}

/** Reason why a thread has no result: too slow, out of memory, or its own error. */
function failureOf(error: unknown, signal: AbortSignal, { ms, megabytes }: ReadingLimits): unknown {
  if (signal.aborted) return new ReadingFailed(`reading it took longer than ${ms / 1000} s: split it`);
  if (types.isNativeError(error) && /memory limit/.test(error.message))
    return new ReadingFailed(`reading it took more than ${megabytes} MB of memory: split it`);
  return error;
}

/**
 * Calls the function `name` of a compiled module in its own thread, where it can neither block this one nor use its memory. Input
 * and output are copied. Throws ReadingFailed when it exceeds its time or memory.
 */
export function readApart(module: URL, name: string, input: unknown, within: ReadingLimits = usual): Promise<unknown> {
  return turns.take('', async () => {
    const signal = AbortSignal.timeout(within.ms);
    try {
      const result: unknown = await poolOf(module, within).run(input, { name, signal });
      return result;
    } catch (error) {
      throw failureOf(error, signal, within);
    }
  });
}

/** Starts the thread of a compiled module before its first input; an idle thread ends automatically. */
export function ready(module: URL): void {
  // An unknown function name: the thread loads the module, finds no function and waits for work.
  poolOf(module, usual)
    .run(null, { name: '' })
    .catch(() => undefined);
}

/** Reads an input of this many bytes: in this thread when it is small, otherwise in another. Throws ReadingFailed. */
export async function readOf<Input, Output>(
  { module, name, read, apartBytes = limits.apartBytes }: Reader<Input, Output>,
  input: Input,
  bytes: number,
): Promise<Output> {
  if (bytes < apartBytes) return read(input);
  // The thread calls the same function, so the result is the same.
  return (await readApart(module, name, input)) as Output;
}
