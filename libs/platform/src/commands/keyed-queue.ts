import { AsyncLocalStorage } from 'node:async_hooks';
import PQueue from 'p-queue';

/** Runs tasks one at a time per key, and at most `max` at once over all keys; the others wait in order. */
export class KeyedQueue {
  private readonly byKey = new Map<string, PQueue>();
  private readonly all: PQueue;

  constructor(max: number) {
    this.all = new PQueue({ concurrency: max });
  }

  /** Runs `work` in its turn, in the context of its own request; returns its result, throws its error. */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const queue = this.byKey.get(key) ?? new PQueue({ concurrency: 1 });
    this.byKey.set(key, queue);
    // Without this, a task would run in the context of the previous task, which belongs to another request.
    const own = AsyncLocalStorage.bind(work);
    try {
      return await queue.add(() => this.all.add(own));
    } finally {
      if (queue.size + queue.pending === 0 && this.byKey.get(key) === queue) this.byKey.delete(key);
    }
  }
}
