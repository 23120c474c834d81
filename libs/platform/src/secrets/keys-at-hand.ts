import type { DataKey } from './data-key.js';

/** Maximum keys that a process remembers for sealing: those of the youths of a large region, some 10 MB. */
const KEYS_MAX = 50_000;

/** Time for which a process remembers keys: another process on the same database may carry out an erasure. */
const REMEMBERED_MS = 10 * 60_000;

/** All remembered keys of this process; an owner that is no longer used takes its keys with it. */
const everywhere = new Set<WeakRef<KeysAtHand>>();

const nameOf = (region: string, youth: string): string => `${region}/${youth}`;

/** Keys of youths that a process remembers, so that an import does not read them for each message. */
export class KeysAtHand {
  private readonly keys = new Map<string, DataKey>();
  private end: NodeJS.Timeout | undefined;

  constructor() {
    everywhere.add(new WeakRef(this));
  }

  /** The remembered keys among those of some youths. */
  of(region: string, youths: readonly string[]): Map<string, DataKey> {
    const found = new Map<string, DataKey>();
    for (const youth of youths) {
      const key = this.keys.get(nameOf(region, youth));
      if (key) found.set(youth, key);
    }
    return found;
  }

  /** Remembers keys for ten minutes at most; more than fit are not remembered. */
  remember(region: string, keys: ReadonlyMap<string, DataKey>): void {
    if (this.keys.size + keys.size > KEYS_MAX) this.keys.clear();
    if (keys.size > KEYS_MAX) return;
    for (const [youth, key] of keys) this.keys.set(nameOf(region, youth), key);
    this.end ??= setTimeout(() => this.clear(), REMEMBERED_MS).unref();
  }

  /** Forgets the keys of some youths. */
  forget(region: string, youths: readonly string[]): void {
    for (const youth of youths) this.keys.delete(nameOf(region, youth));
  }

  private clear(): void {
    this.keys.clear();
    this.end = undefined;
  }
}

/** Forgets the keys of youths wherever this process remembers them: an erasure destroyed them. */
export function forgetKeys(region: string, youths: readonly string[]): void {
  for (const reference of everywhere) {
    const keys = reference.deref();
    if (keys) keys.forget(region, youths);
    else everywhere.delete(reference);
  }
}
