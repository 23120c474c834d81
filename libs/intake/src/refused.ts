import { Refusal } from '@regieboek/kernel';
import { bounded, type Fault, maskedFaults } from '@regieboek/platform';

/**
 * A received message or file cannot be processed. It is kept with all its faults and can be sent again after repair.
 */
export class Refused extends Refusal {
  override readonly name = 'Refused';

  /** Keeps the first faults and the number of the others; removes citizen service numbers. */
  constructor(faults: readonly Fault[]) {
    const named = maskedFaults(bounded(faults, (fault) => fault));
    super('invalid-input', 'invalid', named.map(({ place, text }) => `${place}: ${text}`).join('\n'), {
      faults: named,
    });
  }
}
