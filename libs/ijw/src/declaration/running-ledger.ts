import type { Cents } from '@regieboek/kernel';
import type { Eenheid, JW323Prestatie } from '../generated/messages.js';
import { deliveryKey } from '../rules/declaration/key-rules.js';
import type { DeclarationLedger, LedgerAssignment } from './ledger.js';

interface Usage {
  volume: number;
  cents: Cents;
}

const units: readonly Eenheid[] = ['01', '04', '14', '16', '82', '83', '84'];

/** Volumes of an assignment in hours are compared in minutes, since lines may come in either (§4.3). */
export const volumeWeight = (assignment: LedgerAssignment, unit: string): number =>
  assignment.unit === '04' && unit === '04' ? 60 : 1;

/** The ledger while a declaration is decided: lines approved so far count for later ones. */
export class RunningLedger {
  readonly #usage = new Map<number, Usage>();
  readonly #standing = new Map<string, string | undefined>();
  readonly #delivered = new Map<number, number>();

  constructor(private readonly ledger: DeclarationLedger) {}

  /** Approved minus credited so far: volume weighted by `volumeWeight`, and cents. */
  used(assignment: LedgerAssignment): Readonly<Usage> {
    return this.#usageOf(assignment);
  }

  /** Approved minus credited volume so far, regardless of units: the literal sum of TR369. */
  delivered(assignment: number): number {
    const known = this.#delivered.get(assignment);
    if (known !== undefined) return known;
    const sum = units.reduce((total, unit) => total + this.ledger.approvedVolume(assignment, unit), 0);
    this.#delivered.set(assignment, sum);
    return sum;
  }

  /** Reference of the uncredited debit line with this key. */
  standing(key: string): string | undefined {
    return this.#standing.has(key) ? this.#standing.get(key) : this.ledger.standingDebit(key);
  }

  /** Counts an approved line. */
  approve(line: JW323Prestatie, assignment: LedgerAssignment | undefined): void {
    const isDebit = line.ingediendBedrag.debetCredit === 'D';
    const key = deliveryKey(line);
    const { referentieNummer, vorigReferentieNummer } = line.productReferentie;
    if (isDebit) this.#standing.set(key, referentieNummer);
    else if (this.standing(key) === vorigReferentieNummer) this.#standing.set(key, undefined);
    if (!assignment) return;
    const usage = this.#usageOf(assignment);
    const sign = isDebit ? 1 : -1;
    usage.volume += sign * line.geleverdVolume * volumeWeight(assignment, line.eenheid);
    usage.cents += sign * line.ingediendBedrag.bedrag;
    this.#delivered.set(assignment.number, this.delivered(assignment.number) + sign * line.geleverdVolume);
  }

  #usageOf(assignment: LedgerAssignment): Usage {
    const { number, unit } = assignment;
    const known = this.#usage.get(number);
    if (known) return known;
    const own = unit ? this.ledger.approvedVolume(number, unit) * volumeWeight(assignment, unit) : 0;
    const minutes = unit === '04' ? this.ledger.approvedVolume(number, '01') : 0;
    const usage = { volume: own + minutes, cents: this.ledger.approvedCents(number) };
    this.#usage.set(number, usage);
    return usage;
  }
}
