import { sizeInLog } from './record.ts';
import type { LogRecord } from './record.ts';

/** Ids of the latest commits, up to a number of bytes: a server recognises repeats without a revision by these ids alone. */
export class IdCache {
  readonly #bytesMax: number;
  readonly #records = new Map<string, LogRecord>();
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  add(record: LogRecord): void {
    this.#records.set(`${record.stream}/${record.id}`, record);
    this.#bytes += sizeInLog(record, record.stream);
    for (const [key, oldest] of this.#records) {
      if (this.#bytes <= this.#bytesMax) break;
      this.#records.delete(key);
      this.#bytes -= sizeInLog(oldest, oldest.stream);
    }
  }

  find(stream: string, id: string): LogRecord | undefined {
    return this.#records.get(`${stream}/${id}`);
  }

  clear(): void {
    this.#records.clear();
    this.#bytes = 0;
  }
}
