import type { RunRules } from '../run-rules.js';
import { type Rows, factKind, type FactTable, at, NONE } from '@regieboek/journal';

const ADDRESS_LAST = factKind('buitenland');
const HOME_LAST = factKind('woonadres-instelling');
const INSTITUTION = HOME_LAST;
const REGISTERED = factKind('registered');

/** Days before a chain in which a change of registration causes a review (recent move). */
const RECENT_DAYS = 7;

/** Home address of a youth on its days. */
export interface HomeAddress {
  row: number;
  from: number;
  to: number;
  recordedOn: number;
  /** Number among the homes of the rules. */
  home: number;
  isInstitution: boolean;
}

/** Registrations of one youth at a time, when all of them are home addresses in municipalities without reorganisation. */
export class HomeAddresses {
  birth = 0;
  count = 0;
  readonly #all: HomeAddress[] = [];

  constructor(private readonly rules: RunRules) {}

  /** Reads the facts of a youth; false when a registration is of a kind that the column rules do not know. */
  read({ table: { column }, from, to }: Rows<FactTable>): boolean {
    this.count = 0;
    this.birth = 0;
    for (let row = from; row < to; row += 1) {
      const kind = at(column.kind, row);
      if (kind === REGISTERED) this.birth = at(column.from, row);
      if (kind > ADDRESS_LAST) continue;
      const home = kind > HOME_LAST ? NONE : this.rules.home(at(column.municipality, row));
      if (home === NONE) return false;
      const address = this.#next();
      address.row = row;
      address.from = at(column.from, row);
      address.to = at(column.to, row);
      address.recordedOn = at(column.recordedOn, row);
      address.home = home;
      address.isInstitution = kind === INSTITUTION;
    }
    return true;
  }

  #next(): HomeAddress {
    const address = (this.#all[this.count] ??= {
      row: 0,
      from: 0,
      to: 0,
      recordedOn: 0,
      home: 0,
      isInstitution: false,
    });
    this.count += 1;
    return address;
  }

  /** Address of an index below `count`. */
  at(index: number): HomeAddress | undefined {
    return this.#all[index];
  }

  /** Address on a day; of several the one with the latest start, then the last recorded, then the last listed. */
  on(day: number): HomeAddress | undefined {
    let best: HomeAddress | undefined;
    for (let index = 0; index < this.count; index += 1) {
      const each = this.#all[index];
      if (!each || each.from > day || day > each.to) continue;
      if (
        best === undefined ||
        each.from > best.from ||
        (each.from === best.from && each.recordedOn >= best.recordedOn)
      )
        best = each;
    }
    return best;
  }

  /** True when a registration begins or ends in the days before a day: a review may be needed then. */
  changesBefore(day: number): boolean {
    for (let index = 0; index < this.count; index += 1) {
      const each = this.#all[index];
      if (each && (isRecent(each.from, day) || isRecent(each.to + 1, day))) return true;
    }
    return false;
  }
}

const isRecent = (day: number, start: number): boolean => start - RECENT_DAYS <= day && day < start;
