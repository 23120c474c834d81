import type { Cents } from '@regieboek/kernel';
import type { JW323Prestatie } from '../generated/messages.js';
import { deliveryKey } from '../rules/declaration-key-rules.js';
import type { DeclarationLedger, LedgerAssignment } from './ledger.js';

interface Usage {
  volume: number;
  cents: Cents;
}

/** Volumes of an assignment in hours are compared in minutes, since lines may come in either (§4.3). */
export const volumeWeight = (assignment: LedgerAssignment, unit: string): number =>
  assignment.unit === '04' && unit === '04' ? 60 : 1;

/** The ledger as it becomes while a declaration is decided: lines approved so far count for the next ones. */
export class RunningLedger {
  readonly #usage = new Map<number, Usage>();
  readonly #standing = new Map<string, string | undefined>();

  constructor(private readonly ledger: DeclarationLedger) {}

  /** Approved minus credited so far: volume weighted by `volumeWeight`, and cents. */
  used(assignment: LedgerAssignment): Readonly<Usage> {
    return this.#usageOf(assignment);
  }

  /** Reference of the debit line that stands uncredited for a key. */
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
