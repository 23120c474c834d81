import type { PlacementTables } from '../encode/placements.js';
import { JsonBytes } from './json-bytes.js';
import type { NamesByBytes } from '../names/names-by-bytes.js';
import { AssignmentScanner } from './assignments.js';
import { CareScanner } from './care.js';
import { FactScanner, YouthScanner } from './facts.js';
import { ScannedValues } from './scanned-values.js';

/**
 * Reads frequent placements events from the bytes of their JSON into columns: the same rows and the same numbers for
 * names as parsing gives. Returns false for unusual events, which must be parsed.
 */
export class PlacementScanner {
  readonly #json = new JsonBytes();
  readonly #facts: FactScanner;
  readonly #youths: YouthScanner;
  readonly #care: CareScanner;
  readonly #assignments: AssignmentScanner;

  constructor(names: NamesByBytes, tables: PlacementTables) {
    const values = new ScannedValues(this.#json, names);
    this.#facts = new FactScanner(values, tables.facts);
    this.#youths = new YouthScanner(values, tables.facts);
    this.#care = new CareScanner(values, tables.care);
    this.#assignments = new AssignmentScanner(values, tables.assignments);
  }

  /** Adds the row of an event; false when it must be parsed. Throws RangeError on a day that does not exist. */
  scan(type: string, bytes: Uint8Array, position: number): boolean {
    const json = this.#json;
    json.begin(bytes);
    switch (type) {
      case 'placements.residence-fact-recorded.v1':
        return this.#facts.scan(json, position);
      case 'placements.assignment-decided.v1':
        return this.#assignments.scan(json, position);
      case 'placements.care-started.v1':
        return this.#care.scan(json, position, 'care-started');
      case 'placements.youth-registered.v1':
        return this.#youths.scan(json, position);
      case 'placements.care-stopped.v1':
        return this.#care.scan(json, position, 'care-stopped');
      default:
        return false;
    }
  }
}
