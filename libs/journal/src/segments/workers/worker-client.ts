import { Worker, type WorkerOptions } from 'node:worker_threads';
import { SegmentDamaged } from '../files/segment-folder.js';

/** Reply of a worker to a query: an answer, a damaged segment, or another failure. */
export type WorkerReply =
  | { readonly answer: unknown }
  | { readonly damaged: { readonly after: number; readonly place: string; readonly reason: string } }
  | { readonly failure: Error };

const isReply = (message: unknown): message is WorkerReply =>
  typeof message === 'object' &&
  message !== null &&
  ('answer' in message || 'damaged' in message || 'failure' in message);

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** Client of a worker that runs `serve`; answers come in the order of the queries. The caller must end it. */
export class WorkerClient<Query, Answer> {
  readonly #worker: Worker;
  readonly #isAnswer: (value: unknown) => value is Answer;
  readonly #waiting: Waiting<Answer>[] = [];
  /** Why the worker ended; later queries are rejected with it. */
  #failure: { readonly reason: unknown } | null = null;

  constructor(module: URL, isAnswer: (value: unknown) => value is Answer, options: WorkerOptions = {}) {
    this.#isAnswer = isAnswer;
    this.#worker = new Worker(module, options)
      .on('message', (message) => this.#take(message))
      .on('messageerror', (reason) => this.#fail(reason))
      .on('error', (reason) => this.#fail(reason))
      .on('exit', (code) => this.#fail(new Error(`a journal worker ended with code ${code}: repeat the request`)));
  }

  /**
   * Sends a query and transfers memory, which the caller must not use afterwards. Rejects with SegmentDamaged or
   * another failure.
   */
  ask(query: Query, memory: readonly ArrayBuffer[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure) throw this.#failure.reason;
      this.#worker.postMessage(query, memory);
      this.#waiting.push({ resolve, reject });
    });
  }

  /** Ends the thread; pending queries are rejected. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(message: unknown): void {
    const waiting = this.#waiting.shift();
    const reply = isReply(message) ? message : { answer: undefined };
    if ('failure' in reply) waiting?.reject(reply.failure);
    else if ('damaged' in reply) {
      const { after, place, reason } = reply.damaged;
      waiting?.reject(new SegmentDamaged(after, place, reason));
    } else if (this.#isAnswer(reply.answer)) waiting?.resolve(reply.answer);
    else waiting?.reject(new TypeError('a journal worker gave no answer'));
  }

  #fail(reason: unknown): void {
    this.#failure ??= { reason };
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure.reason);
  }
}

/**
 * Runs work with some workers and ends them afterwards, also on failure. Rejects with the signal's reason when it was
 * aborted.
 */
export async function besideWorkers<Result>(
  workers: readonly Pick<WorkerClient<unknown, unknown>, 'end'>[],
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
