import { WakeUp } from '../wake-up.js';
import type { PostgresClient } from './postgres-client.js';

const CHANNEL = 'regieboek_log';
const ANNOUNCE_EVERY_MS = 10;
const RECONNECT_EVERY_MS = 1_000;

/**
 * Wakes followers after an append: those in this process at once, those in other processes through NOTIFY. A notification is sent after
 * the commit and at most every few milliseconds, because NOTIFY within the transaction would make all commits of the server queue. A lost
 * notification only costs time, because followers also poll.
 */
export class Tail {
  readonly #client: PostgresClient;
  readonly #wakeUp = new WakeUp();
  readonly #announcing = new Map<string, NodeJS.Timeout>();
  #listening: Promise<() => Promise<void>> | undefined;
  #listenedAt = -Infinity;
  #closed = false;

  constructor(client: PostgresClient) {
    this.#client = client;
  }

  /** Announces that events were appended to the region. */
  announce(region: string): void {
    this.#wakeUp.wake(region);
    if (this.#announcing.has(region) || this.#closed) return;
    this.#announcing.set(
      region,
      setTimeout(() => void this.#send(region), ANNOUNCE_EVERY_MS),
    );
  }

  async #send(region: string): Promise<void> {
    this.#announcing.delete(region);
    // The notification itself need not survive a crash, so its commit need not wait for the disk.
    const text = `select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`;
    await this.#client
      .query({ name: 'regieboek_log_announce', text, values: [CHANNEL, region] }, region)
      .catch(() => undefined);
  }

  /** Starts to listen for notifications if possible; resolves after the attempt. */
  async listen(): Promise<void> {
    if (this.#listening || this.#closed || performance.now() < this.#listenedAt + RECONNECT_EVERY_MS) return;
    this.#listenedAt = performance.now();
    const lost = () => {
      this.#listening = undefined;
      this.#wakeUp.wake();
    };
    this.#listening = this.#client.listen(CHANNEL, (region) => this.#wakeUp.wake(region), lost);
    await this.#listening.catch(lost);
  }

  /** See WakeUp.sleep. */
  sleep(region: string, signal: AbortSignal | undefined, milliseconds: number): ReturnType<WakeUp['sleep']> {
    return this.#wakeUp.sleep(region, signal, milliseconds);
  }

  /** Sends pending announcements, stops listening and wakes all followers. */
  async close(): Promise<void> {
    this.#closed = true;
    const unsent = [...this.#announcing];
    for (const [, timer] of unsent) clearTimeout(timer);
    await Promise.all(unsent.map(([region]) => this.#send(region)));
    const stop = await this.#listening?.catch(() => undefined);
    await stop?.();
    this.#wakeUp.wake();
  }
}
