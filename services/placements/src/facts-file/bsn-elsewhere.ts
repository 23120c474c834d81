import { holdsThisBsn } from '@regieboek/kernel';
import type { Fault } from '@regieboek/platform';

/** Faults for other columns that contain the BSN, such as an id derived from it: their text goes to the log, which may not contain one. */
export const bsnElsewhere = (row: Readonly<Record<string, string>>, line: number, bsn: string): Fault[] =>
  Object.entries(row)
    .filter(([column, value]) => column !== 'bsn' && holdsThisBsn(value, bsn))
    .map(([column]) => ({
      place: `line ${line}, column ${column}`,
      text: 'contains the citizen service number: replace it by text that identifies nobody',
    }));
