/** Work in turns: one at a time per key, and no more than `max` at a time over all keys; the others wait in order. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly max: number) {}

  /** Runs `work` when it is its turn; gives what it gives, throws what it throws. */
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(key) ?? Promise.resolve();
    const turn = before.then(() => this.amongMax(work));
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(key, settled);
    void settled.then(() => {
      if (this.last.get(key) === settled) this.last.delete(key);
    });
    return turn;
  }

  private async amongMax<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running < this.max) this.running += 1;
    // Whoever is done hands its place over, so that nobody slips in between.
    else await new Promise<void>((start) => this.waiting.push(start));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
