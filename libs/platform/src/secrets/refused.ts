import type { Fault } from '../http/problem.js';

/** What was received cannot be taken in; it is kept, with every fault, and can be sent again after repair. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ place, text }) => `${place}: ${text}`).join('\n'));
  }
}
