/** The tables of breaches per message, with the sound message that each changes in one place. */
import type { MessageType } from '../src/generated/elements.js';
import { breaches319, breaches325, breachesElsewhere } from './breaches-of-answers.js';
import { breaches301, type Breach } from './breaches-of-assignments.js';
import { breaches323, sound } from './breaches-of-declarations.js';
import { breaches305, breaches307 } from './breaches-of-deliveries.js';
import { breaches315, breaches317 } from './breaches-of-requests.js';
import { jw301, jw305, jw307 } from './messages.js';
import { jw315, jw317, jw319, jw319Elsewhere, jw325 } from './request-messages.js';

/** A message type, a valid value, and the breaches caused by changing one place in it. */
export interface BreachTable {
  readonly message: MessageType;
  readonly sound: object;
  readonly breaches: readonly Breach[];
}

export const levelTwoBreaches: readonly BreachTable[] = [
  { message: 'JW301', sound: jw301(), breaches: breaches301 },
  { message: 'JW305', sound: jw305(), breaches: breaches305 },
  { message: 'JW307', sound: jw307(), breaches: breaches307 },
  { message: 'JW315', sound: jw315(), breaches: breaches315 },
  { message: 'JW317', sound: jw317(), breaches: breaches317 },
  { message: 'JW319', sound: jw319(), breaches: breaches319 },
  { message: 'JW319', sound: jw319Elsewhere(), breaches: breachesElsewhere },
  { message: 'JW323', sound: sound(), breaches: breaches323 },
  { message: 'JW325', sound: jw325(), breaches: breaches325 },
];
