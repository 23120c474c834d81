import { addMonths, OPEN, type Day, type Interval } from '@regieboek/kernel';
import type { Absence } from '@regieboek/billing';
import { drawCare, type CareWishes } from './draw-care.js';
import type { Origin } from './origin.js';
import { drawName, drawSex } from './person.js';
import type { Random } from '../random.js';
import type { Member } from '../region/region-facts.js';
import type { Setting } from '../region/setting.js';
import type { CarePlan, Fact, Youth } from './youth.js';

type FactFields = Partial<Omit<Fact, 'id' | 'kind'>>;

/**
 * The life of an invented youth while it is generated: facts and care are added, and `youth()` returns what the files contain. A
 * fact becomes known a few days after its start, but not before the region first met the youth.
 */
export class Biography {
  readonly setting: Setting;
  readonly random: Random;
  /** Municipality of the first registration. */
  readonly home: Member;
  birth: Day;
  isSecret = false;
  /** First day the region knew the youth: the first request for help. */
  met: Day;
  readonly #origin: Origin;
  readonly #facts: Fact[] = [];
  readonly #late: Fact[] = [];
  readonly #plans: CarePlan[] = [];
  #registration: { fact: Fact; index: number } | null = null;

  constructor(origin: Origin) {
    this.#origin = origin;
    this.setting = origin.setting;
    this.random = origin.random;
    this.home = this.random.weighted(this.setting.members, ({ weight }) => weight);
    const { from } = this.setting.window;
    this.birth = addMonths(from, -12 * this.random.int(2, 16)) - this.random.int(0, 360);
    this.met = from;
  }

  /** A day `least` to `most` days after the first day of the months declared; negative: before it. */
  day(least: number, most: number): Day {
    return this.setting.window.from + this.random.int(least, most);
  }

  /** Registered in a municipality from a day on; ends the registration before it. */
  register(from: Day, municipality: string | null, address = 'woonadres'): void {
    const before = this.#registration;
    if (before) this.#facts[before.index] = { ...before.fact, to: from - 1 };
    const fact = this.#make('registration', { from, municipality, detail: address });
    this.#registration = { fact, index: this.#facts.push(fact) - 1 };
  }

  /** Any other fact. */
  fact(kind: string, fields: FactFields): Fact {
    const fact = this.#make(kind, fields);
    this.#facts.push(fact);
    return fact;
  }

  /** A fact that became known more than 60 days after it began to hold: only the file of late facts has it. */
  lateFact(kind: string, fields: FactFields & { readonly from: Day }): void {
    const recordedOn = Math.min(this.setting.knownUntil, fields.from + this.random.int(61, 140));
    this.#late.push(this.#make(kind, { recordedOn, ...fields }));
  }

  /** A fact of the first file turns out to be wrong. */
  withdraw(fact: Fact, on: Day): void {
    this.#late.push({ ...fact, withdrawnOn: on });
  }

  /** Help was asked for: from now on facts become known. Comes before other facts; the youth is months old at least. */
  request(on: Day): void {
    this.met = on;
    this.birth = Math.min(this.birth, on - 300);
    this.fact('request', { from: on, recordedOn: on });
  }

  /** Care on an assignment of `municipality`. */
  care(code: string, care: Interval, wishes: CareWishes = {}): CarePlan {
    const plan = drawCare(this.#origin, { code, care, municipality: this.home.code, ...wishes }, this.#plans.length);
    this.#plans.push(plan);
    return plan;
  }

  /** A court authorisation for closed care. */
  authorise(kind: string, { from, to }: Interval): void {
    this.fact('authorisation', { from, to, detail: kind, recordedOn: Math.min(from + 3, this.setting.knownUntil) });
  }

  /** Days away from a stay, also reported in the facts file. */
  away(provider: string, { from, to, kind }: Absence): Absence {
    this.fact('absence', { from, to, detail: kind, provider, recordedOn: to + 4 });
    return { from, to, kind };
  }

  /** Everything generated so far. */
  youth(): Youth {
    return {
      bsn: this.#origin.bsn,
      birth: this.birth,
      sex: drawSex(this.random),
      name: drawName(this.random),
      secret: this.isSecret,
      facts: this.#facts,
      lateFacts: this.#late,
      plans: this.#plans,
    };
  }

  #make(kind: string, fields: FactFields): Fact {
    const { region, knownUntil } = this.setting;
    const known = Math.max((fields.from ?? this.met) + this.random.int(1, 20), this.met);
    const id = `${region.id}-${this.#origin.serial}-${this.#facts.length + this.#late.length + 1}`;
    const plain = { from: null, to: null, municipality: null, detail: '', recordedOn: Math.min(known, knownUntil) };
    const fact = { ...plain, ...fields };
    return { ...fact, id, kind, to: fact.to === OPEN ? null : fact.to };
  }
}
