/** Calls that can get a fault. */
export type Call = 'append' | 'batch-append' | 'read' | 'subscribe' | 'delete' | 'features';

/**
 * A fault of a call:
 *
 * - `silence`: nothing is executed and nothing is answered;
 * - `reply-lost`: it is executed, and the answer never comes;
 * - `late-reply`: it is executed, and answered after `lateMs`;
 * - `not-ready`, `not-leader`, `timeout`: refused with the message of a server;
 * - `clean-end`: the server ends the answer normally but early, after `eventsMax` events of a read; for a single append, which
 *   has no answer to end, it cuts the connection;
 * - `reset`, `reset-after`: all connections are cut, before or after it is executed;
 * - `malformed`: the data of every event read is truncated;
 * - `wrong-checkpoint`: a filtered subscription reports the end of the log before its events;
 * - `slow`: a pause after every page.
 */
export type Fault =
  | 'silence'
  | 'reply-lost'
  | 'late-reply'
  | 'not-ready'
  | 'not-leader'
  | 'timeout'
  | 'clean-end'
  | 'reset'
  | 'reset-after'
  | 'malformed'
  | 'wrong-checkpoint'
  | 'slow';

/** Chooses the fault of every call; none by default. */
export class Faults {
  readonly #planned = new Map<Call, (Fault | undefined)[]>();
  readonly #counts = new Map<Call, number>();
  /** Called when no fault is planned, for example for random faults. */
  always: (call: Call) => Fault | undefined = () => undefined;
  lateMs = 800;
  slowMs = 50;
  eventsMax = 0;
  /** Leader that `not-leader` points at; itself when undefined. */
  leader: { readonly host: string; readonly port: number } | undefined;

  /** Plans the faults of the next calls, one by one; undefined lets a call succeed. */
  plan(call: Call, ...faults: (Fault | undefined)[]): void {
    this.#planned.set(call, [...(this.#planned.get(call) ?? []), ...faults]);
  }

  /** Planned fault of the next call. */
  next(call: Call): Fault | undefined {
    return this.#planned.get(call)?.[0];
  }

  /** Counts an incoming call and returns its fault. */
  take(call: Call): Fault | undefined {
    this.#counts.set(call, this.count(call) + 1);
    const planned = this.#planned.get(call);
    return planned && planned.length > 0 ? planned.shift() : this.always(call);
  }

  /** Number of calls of this kind so far. */
  count(call: Call): number {
    return this.#counts.get(call) ?? 0;
  }

  /** Removes all faults. */
  clear(): void {
    this.#planned.clear();
    this.always = () => undefined;
  }
}
