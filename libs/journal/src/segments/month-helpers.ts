import { Worker } from 'node:worker_threads';
import type { LineShare, SharedColumns } from '../columns/month-columns.js';
import type { MonthsWork } from '../columns/months-work.js';
import type { AskedShare, SharedRegion } from './month-share.js';
import { SegmentDamaged } from './segment-folder.js';

/** Shares that a helper is asked for at a time, so that it need not wait while the caller is at work. */
const AT_A_TIME = 2;

/** Workers that do shares of months beside the thread of the caller. They must be ended. */
export class Helpers<Part> {
  readonly #helpers: readonly Helper<Part>[];
  readonly #failing: Promise<never>;

  /** Starts so many workers. */
  constructor(count: number, work: Pick<MonthsWork<Part, unknown>, 'worker' | 'isPart'>, region: () => SharedRegion) {
    const workerData = count > 0 ? region() : undefined;
    this.#helpers = Array.from(
      { length: count },
      () => new Helper(new Worker(work.worker, { workerData }), work.isPart),
    );
    this.#failing = Promise.race(this.#helpers.map(({ failing }) => failing));
    // Workers that are ended fail as well, when nobody looks any more.
    this.#failing.catch(() => undefined);
  }

  /** Functions that each have one share of some columns done at a time. */
  askers(columns: SharedColumns): ((share: LineShare) => Promise<Part>)[] {
    return this.#helpers.flatMap((helper) =>
      Array.from({ length: AT_A_TIME }, () => (share: LineShare) => helper.part({ share, columns })),
    );
  }

  /** What was promised, or the failure of a worker that came first. */
  unlessFailed<Result>(promised: Promise<Result>): Promise<Result> {
    return Promise.race([promised, this.#failing]);
  }

  /** Ends the workers, whatever they are at. */
  async end(): Promise<void> {
    await Promise.all(this.#helpers.map((helper) => helper.end()));
  }
}

interface Waiting<Part> {
  readonly resolve: (part: Part) => void;
  readonly reject: (reason: Error) => void;
}

/** One worker, which answers in the order in which it is asked. */
class Helper<Part> {
  /** Rejects when the worker fails or ends. */
  readonly failing: Promise<never>;
  readonly #waiting: Waiting<Part>[] = [];

  constructor(
    private readonly worker: Worker,
    private readonly isPart: (value: unknown) => value is Part,
  ) {
    this.failing = new Promise((_, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`a worker of the journal ended with code ${code}`)));
    });
    worker.on('message', (answer: unknown) => this.#take(answer));
  }

  part(asked: AskedShare): Promise<Part> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.worker.postMessage(asked);
    });
  }

  #take(answer: unknown): void {
    const waiting = this.#waiting.shift();
    if (hasPart(answer) && this.isPart(answer.part)) waiting?.resolve(answer.part);
    else if (isDamaged(answer)) waiting?.reject(new SegmentDamaged(answer.damagedAfter, 'a segment', answer.reason));
    else waiting?.reject(new TypeError('a worker of the journal gave no part'));
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

const hasPart = (answer: unknown): answer is { readonly part: unknown } =>
  typeof answer === 'object' && answer !== null && 'part' in answer;

const isDamaged = (answer: unknown): answer is { readonly damagedAfter: number; readonly reason: string } =>
  typeof answer === 'object' &&
  answer !== null &&
  'damagedAfter' in answer &&
  typeof answer.damagedAfter === 'number' &&
  'reason' in answer &&
  typeof answer.reason === 'string';
