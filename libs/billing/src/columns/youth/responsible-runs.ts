import { OPEN } from '@regieboek/kernel';
import type { RunDecider, ResponsibleRun } from './run-decider.js';
import type { CareSlots } from './care-slots.js';
import type { HomeAddress, HomeAddresses } from './home-addresses.js';
import type { RunRules } from '../run-rules.js';
import { NONE } from '@regieboek/journal';

/** A gap between chains up to this many days is looked at by a person: such histories are rare. */
const SHORT_GAP_DAYS = 14;

interface Chain {
  start: number;
  end: number;
  address: HomeAddress | undefined;
}

/**
 * The residence principle for histories as most are: care from 2022 on, home addresses only, no short gaps between
 * stays. Anything else it leaves to the rules over facts. It gives what `responsibleIntervals` gives for these.
 */
export class ResponsibleRuns implements RunDecider {
  count = 0;
  readonly #runs: ResponsibleRun[] = [];
  readonly #chains: Chain[] = [];
  #chainCount = 0;
  readonly #points: number[] = [];

  constructor(
    private readonly rules: RunRules,
    private readonly care: CareSlots,
    private readonly homes: HomeAddresses,
  ) {}

  /** Run of an index below `count`. */
  at(index: number): ResponsibleRun | undefined {
    return this.#runs[index];
  }

  /** Decides the youth whose care and addresses were read; false when its history is rare. */
  decide(): boolean {
    this.count = 0;
    if (!this.#isUsual() || !this.#chain()) return false;
    this.#collectPoints();
    for (let index = 0; index + 1 < this.#points.length; index += 1) {
      const [from, next] = [this.#points[index] ?? 0, this.#points[index + 1] ?? 0];
      if (!this.#add(from, next === OPEN ? OPEN : next - 1)) return false;
    }
    return true;
  }

  #isUsual(): boolean {
    const { care, homes, rules } = this;
    for (let index = 0; index < care.count; index += 1) {
      const { from } = care.at(index);
      if (from < rules.from || from <= homes.birth) return false;
    }
    return care.count > 0;
  }

  /** Chains of adjoining or overlapping stays, with the address on the day before each. */
  #chain(): boolean {
    this.#chainCount = 0;
    let last: Chain | undefined;
    for (let index = 0; index < this.care.count; index += 1) {
      const slot = this.care.at(index);
      if (!slot.rules?.isStay) continue;
      const gap: number = last ? slot.from - last.end - 1 : OPEN;
      if (gap > 0) {
        if (gap <= Math.max(SHORT_GAP_DAYS, this.rules.parameters.gapToleranceDays)) return false;
        last = this.#begin(slot.from);
        if (!last) return false;
      }
      if (last && slot.to > last.end) last.end = slot.to;
      slot.chain = this.#chainCount - 1;
    }
    return true;
  }

  #begin(start: number): Chain | undefined {
    const { homes } = this;
    const address = start - 1 < homes.birth || homes.changesBefore(start) ? undefined : homes.on(start - 1);
    if (!address) return undefined;
    const chain = (this.#chains[this.#chainCount] ??= { start, end: start, address });
    chain.start = start;
    chain.end = start;
    chain.address = address;
    this.#chainCount += 1;
    return chain;
  }

  /** Days on which the answer may change, ascending and distinct; the last is the day after all care. */
  #collectPoints(): void {
    const { care, homes } = this;
    let [first, last] = [OPEN, 0];
    for (let index = 0; index < care.count; index += 1) {
      const { from, to } = care.at(index);
      if (from < first) first = from;
      if (to > last) last = to;
    }
    this.#points.length = 0;
    this.#points.push(first, last === OPEN ? OPEN : last + 1);
    for (let index = 0; index < care.count; index += 1) {
      const { from, to } = care.at(index);
      this.#point(from);
      if (to !== OPEN) this.#point(to + 1);
    }
    for (let index = 0; index < homes.count; index += 1) {
      const address = homes.at(index);
      if (!address) continue;
      this.#point(address.from);
      if (address.to !== OPEN) this.#point(address.to + 1);
    }
  }

  #point(day: number): void {
    const points = this.#points;
    if (day <= (points[0] ?? 0) || day >= (points[points.length - 1] ?? 0)) return;
    let place = points.length;
    while (place > 0 && (points[place - 1] ?? 0) > day) place -= 1;
    if (points[place - 1] === day) return;
    points.push(0);
    for (let index = points.length - 1; index > place; index -= 1) points[index] = points[index - 1] ?? 0;
    points[place] = day;
  }

  #isCareOn(day: number): boolean {
    for (let index = 0; index < this.care.count; index += 1) {
      const { from, to } = this.care.at(index);
      if (from <= day && day <= to) return true;
    }
    return false;
  }

  #add(from: number, to: number): boolean {
    if (!this.#isCareOn(from)) return true;
    const index = this.#chainOn(from);
    const chain = this.#chains[index];
    const address = chain && index !== NONE ? chain.address : this.homes.on(from);
    if (!address) return false;
    this.#join({ from, to, chain: index, chainStart: chain && index !== NONE ? chain.start : NONE }, address);
    return true;
  }

  #chainOn(day: number): number {
    for (let index = 0; index < this.#chainCount; index += 1) {
      const chain = this.#chains[index];
      if (chain && chain.start <= day && day <= chain.end) return index;
    }
    return NONE;
  }

  #join({ from, to, chain, chainStart }: Found, { row, home, isInstitution }: HomeAddress): void {
    const last = this.count > 0 ? this.#runs[this.count - 1] : undefined;
    if (last && last.to + 1 === from && last.home === home && last.chain === chain) {
      last.to = to;
      last.isInstitution ||= isInstitution;
      if (!last.addresses.includes(row)) last.addresses.push(row);
      return;
    }
    const run = (this.#runs[this.count] ??= emptyRun());
    this.count += 1;
    run.from = from;
    run.to = to;
    run.home = home;
    run.chain = chain;
    run.chainStart = chainStart;
    run.isInstitution = isInstitution;
    run.addresses.length = 0;
    run.addresses.push(row);
  }
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly chain: number;
  readonly chainStart: number;
}

const emptyRun = (): ResponsibleRun => ({
  from: 0,
  to: 0,
  home: 0,
  chainStart: NONE,
  isInstitution: false,
  addresses: [],
  chain: NONE,
});
