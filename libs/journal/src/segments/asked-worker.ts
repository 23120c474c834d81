import { Worker, type WorkerOptions } from 'node:worker_threads';
import { SegmentDamaged } from './segment-folder.js';

/** What a worker says to what it was asked: an answer, a segment that it found damaged, or what else went wrong. */
export type Said =
  | { readonly answer: unknown }
  | { readonly damaged: { readonly after: number; readonly place: string; readonly reason: string } }
  | { readonly failure: Error };

/** Address of a compiled worker beside this file, also when this file itself runs from source. */
export const compiled = (name: string): URL =>
  new URL(import.meta.url.endsWith('.ts') ? `../../dist/segments/${name}.js` : `./${name}.js`, import.meta.url);

const isSaid = (message: unknown): message is Said =>
  typeof message === 'object' &&
  message !== null &&
  ('answer' in message || 'damaged' in message || 'failure' in message);

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** A worker that runs `serve`, and answers in the order in which it is asked. It must be ended. */
export class AskedWorker<Asked, Answer> {
  readonly #worker: Worker;
  readonly #isAnswer: (value: unknown) => value is Answer;
  readonly #waiting: Waiting<Answer>[] = [];
  /** What the worker ended with: whatever it is asked from then on is refused. */
  #failure: { readonly reason: unknown } | null = null;

  constructor(module: URL, isAnswer: (value: unknown) => value is Answer, options: WorkerOptions = {}) {
    this.#isAnswer = isAnswer;
    this.#worker = new Worker(module, options)
      .on('message', (message) => this.#take(message))
      .on('messageerror', (reason) => this.#fail(reason))
      .on('error', (reason) => this.#fail(reason))
      .on('exit', (code) => this.#fail(new Error(`a worker of the journal ended with code ${code}: ask again`)));
  }

  /** Asks, and hands over memory that is not to be used here afterwards. Rejects with SegmentDamaged, or with what else went wrong. */
  ask(asked: Asked, memory: readonly ArrayBuffer[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure) throw this.#failure.reason;
      this.#worker.postMessage(asked, memory);
      this.#waiting.push({ resolve, reject });
    });
  }

  /** Ends the thread, whatever it is at; what it was asked and did not answer is refused. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(message: unknown): void {
    const waiting = this.#waiting.shift();
    const said = isSaid(message) ? message : { answer: undefined };
    if ('failure' in said) waiting?.reject(said.failure);
    else if ('damaged' in said) {
      const { after, place, reason } = said.damaged;
      waiting?.reject(new SegmentDamaged(after, place, reason));
    } else if (this.#isAnswer(said.answer)) waiting?.resolve(said.answer);
    else waiting?.reject(new TypeError('a worker of the journal gave no answer'));
  }

  #fail(reason: unknown): void {
    this.#failure ??= { reason };
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure.reason);
  }
}

/**
 * What work with some workers comes to. None of them is left when it is there, when it failed, or when the signal was
 * aborted, whose reason it then rejects with.
 */
export async function besideWorkers<Result>(
  workers: readonly Pick<AskedWorker<unknown, unknown>, 'end'>[],
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const end = () => Promise.all(workers.map((worker) => worker.end()));
  const stop = () => void end();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await end();
  }
}
