import { decode } from '@regieboek/events';
import type { DecodedEvent } from '../../columns/read/decode-rows.js';

/** Begins of starts on an assignment, and whether a start was withdrawn. */
interface Reported {
  readonly standing: Set<string>;
  isWithdrawn: boolean;
}

const read: ReadonlySet<string> = new Set([
  'placements.care-started.v1',
  'placements.care-start-withdrawn.v1',
  'placements.assignment-decided.v1',
]);

/**
 * Finds youths whose lines of all months are needed, from their events in order of position within an assignment.
 * Either a start was withdrawn and none is left, so that earlier lines may be evidence of care; or an assignment named
 * a product before it named only a category, so that earlier lines decide how its days are counted.
 */
export class LinesNeeded {
  readonly #reported = new Map<string, Reported & { readonly youth: number }>();
  readonly #specific = new Set<string>();
  readonly #found = new Set<number>();

  constructor(private readonly upTo: number) {}

  /** Processes an event about a youth. */
  see(youth: number, { type, data, position }: DecodedEvent): void {
    if (!read.has(type) || position > this.upTo) return;
    const event = decode({ type, data });
    if (event.type === 'placements.assignment-decided.v1') {
      const key = `${event.data.municipality}#${event.data.number}#${youth}`;
      if (event.data.code !== null) this.#specific.add(key);
      else if (this.#specific.has(key)) this.#found.add(youth);
    } else if (event.type === 'placements.care-started.v1') this.#of(youth, event.data).standing.add(event.data.begin);
    else if (event.type === 'placements.care-start-withdrawn.v1') {
      const reported = this.#of(youth, event.data);
      reported.standing.delete(event.data.begin);
      reported.isWithdrawn = true;
    }
  }

  #of(
    youth: number,
    { municipality, provider, assignment }: { municipality: string; provider: string; assignment: number | null },
  ): Reported {
    const key = `${youth}/${provider}/${municipality}/${assignment ?? ''}`;
    const reported = this.#reported.get(key) ?? { youth, standing: new Set<string>(), isWithdrawn: false };
    this.#reported.set(key, reported);
    return reported;
  }

  /** Numbers of these youths. */
  youths(): Set<number> {
    const lost = [...this.#reported.values()].filter(({ standing, isWithdrawn }) => isWithdrawn && standing.size === 0);
    return new Set([...this.#found, ...lost.map(({ youth }) => youth)]);
  }
}
