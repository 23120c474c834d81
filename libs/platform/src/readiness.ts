import type { Pool } from 'pg';

/** A check that must respond before requests can be served. */
export type Check = () => Promise<unknown>;

/** Number of received messages that need an operator. */
export type ParkedCount = () => Promise<number>;

/** Readiness of this process: every connection pool that requests use, and every added check, must respond. */
export class Readiness {
  private readonly checks: Check[];
  private readonly parked: ParkedCount[] = [];

  constructor(pool: Pool) {
    this.checks = [() => pool.query('SELECT 1')];
  }

  /** Adds another required check, such as the connections of a read model. */
  needs(check: Check): void {
    this.checks.push(check);
  }

  /** Adds a source of messages that may need an operator. */
  counts(parked: ParkedCount): void {
    this.parked.push(parked);
  }

  /** Rejects when a required check fails. */
  async check(): Promise<void> {
    await Promise.all(this.checks.map((check) => check()));
  }

  /** Number of received messages that need an operator, over all sources. */
  async parkedMessages(): Promise<number> {
    const counts = await Promise.all(this.parked.map((count) => count()));
    return counts.reduce((sum, one) => sum + one, 0);
  }
}
