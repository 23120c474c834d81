import { firstDayOf, lastDayOf, type Interval, type Month } from '@regieboek/kernel';
import { declarationFile, type Entry } from './declaration-file.js';
import { creditOf, lineOfPlan, productPeriod } from './declared-line.js';
import { deliveredVolume } from './delivered.js';
import type { DemoFile } from './demo-file.js';
import type { Random } from './random.js';
import type { Setting } from './setting.js';
import type { CarePlan } from './youth.js';

/** Care of one provider that one municipality pays, and what waits to be declared in a later month. */
interface Account {
  readonly provider: string;
  readonly municipality: string;
  readonly plans: readonly CarePlan[];
  readonly waiting: Map<number, Entry[]>;
}

const LATE = 80;
const CORRECTED = 25;

/** Months a late line is late: 80% one, 95% at most three, all within twelve (assumption A4). */
function monthsLate(random: Random): number {
  const draw = random.int(0, 99);
  return draw < 80 ? 1 : draw < 95 ? random.int(2, 3) : random.int(4, 12);
}

/** The declarations of a region, month by month: what was delivered, late lines, credits with their corrections. */
export class Declarations {
  lines = 0;
  #references = 0;
  readonly #accounts: readonly Account[];
  readonly #used = new Map<number, number>();

  constructor(
    private readonly setting: Setting,
    plans: readonly CarePlan[],
    private readonly random: Random,
  ) {
    const byAccount = Map.groupBy(plans, ({ offer, municipality }) => `${offer.provider.agb} ${municipality}`);
    this.#accounts = [...byAccount]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, own]) => ({
        provider: key.slice(0, 8),
        municipality: key.slice(9),
        plans: own,
        waiting: new Map<number, Entry[]>(),
      }));
  }

  /** The files of all months, in the order in which they were sent. */
  *files(): Generator<DemoFile> {
    for (const [index, month] of this.setting.window.months.entries())
      for (const [place, account] of this.#accounts.entries()) yield* this.#filesOf(account, index, [month, place]);
  }

  *#filesOf(account: Account, index: number, [month, place]: readonly [Month, number]): Generator<DemoFile> {
    const entries = this.#entriesOf(account, index, { from: firstDayOf(month), to: lastDayOf(month) });
    if (entries.length === 0) return;
    this.lines += entries.length;
    const serial = `${this.setting.region.digit}${month.slice(2, 4)}${month.slice(5)}${String(place + 1).padStart(4, '0')}`;
    const { provider, municipality } = account;
    const signed = lastDayOf(month) + this.random.int(3, 12);
    const heading = { provider, municipality, month, signed, message: `D${serial}1`, number: `N${serial}1` };
    yield declarationFile(heading, entries);
  }

  #entriesOf(account: Account, index: number, month: Interval): Entry[] {
    const entries = account.waiting.get(index) ?? [];
    account.waiting.delete(index);
    for (const plan of account.plans) {
      const entry = this.#delivered(plan, month);
      if (!entry) continue;
      if (this.random.perMille(LATE)) this.#wait(account, index + monthsLate(this.random), [entry]);
      else {
        entries.push(entry);
        if (this.random.perMille(CORRECTED)) this.#correct(account, index + 1, entry);
      }
    }
    return entries;
  }

  #delivered(plan: CarePlan, month: Interval): Entry | undefined {
    const used = this.#used.get(plan.number) ?? 0;
    const period = productPeriod(plan, month);
    const volume = plan.removed ? 0 : deliveredVolume(plan, month, used);
    if (!period || volume <= 0) return undefined;
    this.#used.set(plan.number, used + volume);
    return { bsn: plan.bsn, line: lineOfPlan(plan, period, [this.#reference(), volume]) };
  }

  /** The line turned out too high: a credit of it, and a new line for less. */
  #correct(account: Account, index: number, { bsn, line }: Entry): void {
    const { geleverdVolume: volume, ingediendBedrag, productTarief } = line;
    if (volume < 2 || line.eenheid === '01' || line.eenheid === '83' || productTarief === undefined) return;
    const corrected = {
      ...line,
      productReferentie: { referentieNummer: this.#reference() },
      geleverdVolume: volume - 1,
      ingediendBedrag: { ...ingediendBedrag, bedrag: (volume - 1) * productTarief },
    };
    this.#wait(account, index, [
      { bsn, line: creditOf(line, this.#reference()) },
      { bsn, line: corrected },
    ]);
  }

  #wait({ waiting }: Account, index: number, entries: readonly Entry[]): void {
    if (index >= this.setting.window.months.length) return;
    waiting.set(index, [...(waiting.get(index) ?? []), ...entries]);
  }

  #reference(): string {
    this.#references += 1;
    return `R${this.setting.region.digit}${String(this.#references).padStart(8, '0')}`;
  }
}
