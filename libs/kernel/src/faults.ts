import { limits } from './limits.js';

/** Collects faults: keeps the first ones and counts the rest, so that no file produces more faults than an answer can contain. */
export class Faults<Fault> {
  private readonly first: Fault[] = [];
  private count = 0;

  constructor(private readonly max: number = limits.faults) {}

  /** Adds faults, in order. */
  add(...faults: readonly Fault[]): void {
    for (const fault of faults) {
      this.count += 1;
      if (this.first.length < this.max) this.first.push(fault);
    }
  }

  /** The faults to report: at most the number in docs/limits.md. */
  get kept(): readonly Fault[] {
    return this.first;
  }

  /** Number of all faults. */
  get total(): number {
    return this.count;
  }

  /** Message about the faults left out; null when there are none. */
  get more(): string | null {
    const left = this.count - this.first.length;
    return left === 0 ? null : `and ${left} more: repair these first`;
  }
}
