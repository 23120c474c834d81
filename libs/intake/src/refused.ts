import { Refusal } from '@regieboek/kernel';
import { bounded, type Fault, maskedFaults } from '@regieboek/platform';

/** What was received cannot be taken in; it is kept, with every fault, and can be sent again after repair. */
export class Refused extends Refusal {
  override readonly name = 'Refused';

  /** Keeps the first faults and how many more there are, none with a citizen service number. */
  constructor(faults: readonly Fault[]) {
    const named = maskedFaults(bounded(faults, (fault) => fault));
    super('invalid-input', 'invalid', named.map(({ place, text }) => `${place}: ${text}`).join('\n'), {
      faults: named,
    });
  }
}
