import type { Random } from '../random.js';
import { amountFaults } from './amount-faults.js';
import { identityFaults } from './identity-faults.js';
import type { Candidate, LineFault, WrongLine } from './line-fault.js';
import { sequenceFaults } from './sequence-faults.js';

/** Every kind of faulty line, placed instead of a valid one or beside it. */
export const lineFaults: readonly LineFault[] = [...amountFaults, ...sequenceFaults, ...identityFaults];

/** First deliveries that are wrong, in thousandths (assumption A4: 3-6%). */
const WRONG = 36;
/** Chance that a fault is put in that has not occurred yet, when many lines can have it and when few can. */
const NEW = 100;
const RARE = 450;
/** No more than this part of the lines is wrong, in thousandths, once there are some. */
const MOST = 56;
const SOME = 3;

/** Puts faults in: of the kinds that a line can have, the one that occurred least. */
export class Mistakes {
  readonly #counts = new Map<LineFault, number>(lineFaults.map((fault) => [fault, 0]));

  #lines = 0;
  #wrong = 0;

  constructor(private readonly random: Random) {}

  /** A fault for this line and the resulting lines; undefined when the line stays valid. */
  plant(candidate: Candidate): { readonly fault: LineFault; readonly wrong: WrongLine } | undefined {
    this.#lines += 1;
    const draw = this.random.int(0, 999);
    if (draw >= RARE || this.#wrong * 1000 > this.#lines * MOST + SOME * 1000) return undefined;
    const isNew = (one: LineFault) => (draw < NEW || one.isRare) && this.#countOf(one) === 0;
    const faults = draw < WRONG ? [...lineFaults] : lineFaults.filter(isNew);
    // Kinds with the same count stay in the order of the list.
    for (const fault of faults.sort((a, b) => this.#countOf(a) - this.#countOf(b))) {
      const wrong = fault.make(candidate);
      if (!wrong) continue;
      this.#counts.set(fault, this.#countOf(fault) + 1);
      this.#wrong += 1;
      return { fault, wrong };
    }
    return undefined;
  }

  #countOf(fault: LineFault): number {
    return this.#counts.get(fault) ?? 0;
  }
}
