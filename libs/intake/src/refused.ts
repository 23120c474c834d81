import { Refusal } from '@regieboek/kernel';
import { regionFault, bounded, type Fault, maskedFaults } from '@regieboek/platform';

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

/** Refused to its sender, who has no role in its region; another sender may have it processed. */
export class RefusedToSender extends Refused {}

/** Throws RefusedToSender unless the sender may have a message of these regions processed. `place`: where the message names them. */
export function mustBeOfSender(
  action: Parameters<typeof regionFault>[0],
  regions: Iterable<string>,
  place: string,
): void {
  const others = [...regions].flatMap((region) => regionFault(action, region, place) ?? []);
  if (others.length > 0) throw new RefusedToSender(others);
}
