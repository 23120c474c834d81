import { twelfth } from '../lump-sum.js';
import { euro, monthlyMode } from './funding-mode.js';

/** Task-based funding (taakgericht, lump sum): a yearly amount in twelfths, independent of the care given. */
export const lumpSum = monthlyMode(
  'lump-sum',
  ({ lumpSums }) => lumpSums,
  ({ name, yearlyCents }, month) => ({
    cents: twelfth(yearlyCents, month),
    terms: {
      nl: `lumpsum ${name} (${euro(yearlyCents)} per jaar, per maand een twaalfde)`,
      en: `lump sum ${name} (${euro(yearlyCents)} a year, a twelfth each month)`,
    },
  }),
);
