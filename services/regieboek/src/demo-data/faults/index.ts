import type { Random } from '../random.js';
import { amountFaults } from './amount-faults.js';
import { identityFaults } from './identity-faults.js';
import type { Candidate, LineFault, WrongLine } from './line-fault.js';
import { sequenceFaults } from './sequence-faults.js';

/** Every kind of wrong line that is put in the place of a sound one or beside it. */
export const lineFaults: readonly LineFault[] = [...amountFaults, ...sequenceFaults, ...identityFaults];

/** First deliveries that are wrong, in thousandths (assumption A4: 3-6%). */
const WRONG = 38;
/** Chance to take the first line that can have a rare fault. */
const RARE = 450;

/** Puts faults in: of the kinds that a line can have, the one that occurred least. */
export class Mistakes {
  readonly #counts = new Map<LineFault, number>(lineFaults.map((fault) => [fault, 0]));

  constructor(private readonly random: Random) {}

  /** A fault for this line and what it becomes; undefined when the line stays sound. */
  plant(candidate: Candidate): { readonly fault: LineFault; readonly wrong: WrongLine } | undefined {
    const draw = this.random.int(0, 999);
    if (draw >= RARE) return undefined;
    const faults = draw < WRONG ? [...lineFaults] : lineFaults.filter((one) => one.isRare && this.#countOf(one) === 0);
    // Kinds with the same count stay in the order of the list.
    for (const fault of faults.sort((a, b) => this.#countOf(a) - this.#countOf(b))) {
      const wrong = fault.make(candidate);
      if (!wrong) continue;
      this.#counts.set(fault, this.#countOf(fault) + 1);
      return { fault, wrong };
    }
    return undefined;
  }

  #countOf(fault: LineFault): number {
    return this.#counts.get(fault) ?? 0;
  }
}
