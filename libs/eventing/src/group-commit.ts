/** Limits of one flush; a larger job is flushed alone. */
export interface FlushLimits<Job> {
  readonly jobsMax: number;
  readonly sizeMax: number;
  readonly sizeOf: (job: Job) => number;
}

interface Waiting<Job, Outcome> {
  readonly job: Job;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects jobs that arrive during a flush into the next flush, so that many writers share one commit. Each job gets its own
 * outcome. When a flush of several jobs fails, `aloneAfter(error)` decides whether to retry them one by one, so that only the
 * culprit fails. With `ready`, every flush waits until it resolves while more jobs gather.
 */
export class GroupCommit<Job, Outcome> {
  readonly #flush: (jobs: readonly Job[]) => Promise<readonly Outcome[]>;
  readonly #limits: FlushLimits<Job>;
  readonly #aloneAfter: (error: unknown) => boolean;
  readonly #ready: () => Promise<void> | undefined;
  readonly #waiting: Waiting<Job, Outcome>[] = [];
  #running: Promise<void> | undefined;

  constructor(
    flush: (jobs: readonly Job[]) => Promise<readonly Outcome[]>,
    limits: FlushLimits<Job>,
    aloneAfter: (error: unknown) => boolean,
    ready: () => Promise<void> | undefined = () => undefined,
  ) {
    this.#flush = flush;
    this.#limits = limits;
    this.#aloneAfter = aloneAfter;
    this.#ready = ready;
  }

  /** Does the job in this flush or the next. */
  add(job: Job): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    this.#waiting.push({ job, resolve, reject });
    this.#running ??= this.#run();
    return promise;
  }

  /** Resolves when nothing is waiting or running. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const ready = this.#ready();
      if (ready) await ready;
      await this.#settle(this.#take());
    }
    this.#running = undefined;
  }

  #take(): Waiting<Job, Outcome>[] {
    let size = 0;
    let count = 0;
    for (const { job } of this.#waiting) {
      size += this.#limits.sizeOf(job);
      if (count > 0 && (size > this.#limits.sizeMax || count === this.#limits.jobsMax)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #settle(group: readonly Waiting<Job, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.#flush(group.map(({ job }) => job));
      group.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined)
          reject(new Error(`A flush of ${group.length} appends returned ${outcomes.length} outcomes.`));
        else resolve(outcome);
      });
    } catch (error) {
      if (group.length > 1 && this.#aloneAfter(error)) for (const one of group) await this.#settle([one]);
      else for (const { reject } of group) reject(error);
    }
  }
}
