import type { JW323Prestatie } from '@regieboek/ijw';
import { firstDayOf, lastDayOf, type Interval, type Month } from '@regieboek/kernel';
import { accountsOf, declaredOn, type Account, type Outgoing, type Planted } from './account.js';
import type { Entry } from './declaration-file.js';
import { creditOf, lineOfPlan, productPeriod, withVolume } from './declared-line.js';
import { deliveredVolume } from './delivered.js';
import type { DemoFile } from '../files/demo-file.js';
import { Mistakes } from '../faults/index.js';
import type { Random } from '../random.js';
import { Sending } from './sending.js';
import type { Setting } from '../region/setting.js';
import { unknownBsns } from '../youths/test-bsn.js';
import type { CarePlan } from '../youths/youth.js';

/** Lines declared a month or more late, and lines credited and sent again, in thousandths. */
const LATE = 80;
const CORRECTED = 25;
/** Part of the refused lines that is put right and sent again the next month, in thousandths. */
const SENT_AGAIN = 700;

const removedAssignment: Planted = { kind: 'removed-assignment', codes: ['9384'], on: 'line' };

/** Months a late line is late: 80% one, 95% at most three, all within twelve (assumption A4). */
function monthsLate(random: Random): number {
  const draw = random.int(0, 99);
  return draw < 80 ? 1 : draw < 95 ? random.int(2, 3) : random.int(4, 12);
}

/** A line that was delivered: the plan, the line as it should be, and how much it is in the unit of the assignment. */
interface DeliveredLine {
  readonly plan: CarePlan;
  readonly entry: Entry;
  readonly volume: number;
}

interface Turn {
  readonly account: Account;
  readonly index: number;
  readonly month: Interval;
}

/** The declarations of a region, month by month: deliveries, late lines, corrections and mistakes. */
export class Declarations {
  readonly sending: Sending;
  readonly #mistakes: Mistakes;
  #references = 0;
  readonly #accounts: readonly Account[];
  readonly #byMunicipality: ReadonlyMap<string, readonly CarePlan[]>;
  readonly #unknown = unknownBsns();

  constructor(
    private readonly setting: Setting,
    plans: readonly CarePlan[],
    private readonly random: Random,
  ) {
    this.#accounts = accountsOf(plans);
    this.#byMunicipality = Map.groupBy(plans, ({ municipality }) => municipality);
    this.#mistakes = new Mistakes(random);
    this.sending = new Sending(setting.region, random);
  }

  /** The files of all months, in the order in which they were sent. */
  *files(): Generator<DemoFile> {
    for (const [index, month] of this.setting.window.months.entries())
      for (const [place, account] of this.#accounts.entries()) yield* this.#send(account, index, [month, place]);
  }

  *#send(account: Account, index: number, [month, place]: readonly [Month, number]): Generator<DemoFile> {
    const turn = { account, index, month: { from: firstDayOf(month), to: lastDayOf(month) } };
    const entries = this.#entriesOf(turn);
    if (entries.length === 0) return;
    const postpone = (left: readonly Outgoing[]) => this.#wait(account, index + 1, left);
    const before = this.setting.window.months.slice(0, index);
    yield* this.sending.send({ account, month, before, place, entries, postpone });
    const sound = entries.find(({ planted, line }) => !planted && line.ingediendBedrag.debetCredit === 'D');
    account.earlierReference = sound?.line.productReferentie.referentieNummer ?? account.earlierReference;
  }

  #entriesOf(turn: Turn): Outgoing[] {
    const { account, index, month } = turn;
    const waited = account.waiting.get(index) ?? [];
    account.waiting.delete(index);
    const entries = [...waited];
    for (const plan of account.plans) {
      const delivered = this.#delivered(account, plan, month);
      if (delivered) entries.push(...this.#declare(turn, delivered));
    }
    return entries;
  }

  #delivered(account: Account, plan: CarePlan, month: Interval): DeliveredLine | undefined {
    const declared = declaredOn(account, plan);
    const period = productPeriod(plan, month);
    const volume = deliveredVolume(plan, month, declared.delivered);
    if (!period || volume <= 0) return undefined;
    declared.delivered += volume;
    return { plan, volume, entry: { bsn: plan.bsn, line: lineOfPlan(plan, period, [this.#reference(), volume]) } };
  }

  /** Lines sent at once for a delivered line: the line, another one instead of it or beside it, or none yet. */
  #declare(turn: Turn, delivered: DeliveredLine): Outgoing[] {
    const { account, index } = turn;
    const { plan, entry } = delivered;
    const declared = declaredOn(account, plan);
    if (plan.removed) return declared.delivered === delivered.volume ? [{ ...entry, planted: removedAssignment }] : [];
    if (this.random.perMille(LATE)) {
      declared.isPlain = false;
      this.#wait(account, index + monthsLate(this.random), [{ ...entry, isOverdue: true }]);
      return [];
    }
    const wrong = this.#mistake(turn, delivered);
    if (wrong) {
      declared.isPlain = false;
      return wrong;
    }
    this.#approve(account, plan, entry.line);
    if (this.random.perMille(CORRECTED)) this.#correct(account, index + 1, delivered);
    return [entry];
  }

  #approve(account: Account, plan: CarePlan, line: JW323Prestatie): void {
    const declared = declaredOn(account, plan);
    declared.cents += line.ingediendBedrag.bedrag;
    declared.last = line;
  }

  #mistake({ account, index, month }: Turn, { plan, entry, volume }: DeliveredLine): Outgoing[] | undefined {
    const foreign = this.#byMunicipality
      .get(account.municipality)
      ?.find((one) => one.bsn !== plan.bsn && one.offer.product.code !== plan.offer.product.code);
    const declared = declaredOn(account, plan);
    const { credited } = declared;
    const planted = this.#mistakes.plant({
      setting: this.setting,
      account,
      plan,
      entry,
      volume,
      declared,
      credited: credited && credited.index < index ? credited.line : null,
      month,
      hasNext: index + 1 < this.setting.window.months.length,
      foreign,
      reference: () => this.#reference(),
      unknownBsn: () => this.#unknown.next().value,
    });
    if (!planted) return undefined;
    const { kind, codes, on } = planted.fault;
    if (kind === 'duplicate-reference') account.earlierReference = null;
    const wrong = { ...planted.wrong, planted: { kind, codes, on } };
    if (!planted.fault.instead) {
      this.#approve(account, plan, entry.line);
      return [entry, wrong];
    }
    if (this.random.perMille(SENT_AGAIN)) this.#wait(account, index + 1, [this.#renumbered(entry)]);
    return [wrong];
  }

  #renumbered({ bsn, line }: Entry): Outgoing {
    const productReferentie = { referentieNummer: this.#reference() };
    return { bsn, line: { ...line, productReferentie }, isOverdue: true };
  }

  /** The line turned out too high: a credit of it, and a new line for less. */
  #correct(account: Account, index: number, { plan, entry }: DeliveredLine): void {
    const { line } = entry;
    if (line.geleverdVolume < 2) return;
    const declared = declaredOn(account, plan);
    declared.isPlain = false;
    declared.last = null;
    const corrected = withVolume({ plan, entry: this.#renumbered(entry) }, line.geleverdVolume - 1);
    declared.credited = { line, index };
    this.#wait(account, index, [{ ...entry, line: creditOf(line, this.#reference()) }, corrected]);
  }

  /** Keeps lines for a later month; those after the last month have not been declared yet. */
  #wait({ waiting }: Account, index: number, entries: readonly Outgoing[]): void {
    if (index < this.setting.window.months.length) waiting.set(index, [...(waiting.get(index) ?? []), ...entries]);
  }

  #reference(): string {
    this.#references += 1;
    return `R${this.setting.region.digit}${String(this.#references).padStart(8, '0')}`;
  }
}
