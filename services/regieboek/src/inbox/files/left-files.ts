import type { Arrival } from './arrivals.js';

/** Longest time between two attempts at a file: each attempt is an entry in the audit log. */
const RETRY_MAX_MS = 900_000;

/** Files that stay in a folder of the inbox, and when to try them again: later after every attempt. */
export class LeftFiles {
  private readonly files = new Map<string, { readonly signature: string; readonly waitMs: number; from: number }>();

  constructor(private readonly retryMs: number) {}

  /** True for a file that does not stay, changed since, or waited long enough. */
  isDue({ name, signature }: Arrival): boolean {
    const before = this.files.get(name);
    return before?.signature !== signature || performance.now() >= before.from;
  }

  /** Lets a file wait for its next attempt. */
  add({ name, signature }: Arrival): void {
    const before = this.files.get(name);
    const waitMs = before?.signature === signature ? Math.min(2 * before.waitMs, RETRY_MAX_MS) : this.retryMs;
    this.files.set(name, { signature, waitMs, from: performance.now() + waitMs });
  }

  /** Forgets a file that left the folder. */
  remove({ name }: Arrival): void {
    this.files.delete(name);
  }

  /** Makes every file due at once. */
  wake(): void {
    for (const file of this.files.values()) file.from = 0;
  }
}
