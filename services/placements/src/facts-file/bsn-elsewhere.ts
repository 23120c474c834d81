import { holdsThisBsn } from '@regieboek/kernel';
import type { Fault } from '@regieboek/platform';

/** Other columns that hold the BSN, such as an id derived from it: their text goes to the log, which never holds one. */
export const bsnElsewhere = (row: Readonly<Record<string, string>>, line: number, bsn: string): Fault[] =>
  Object.entries(row)
    .filter(([column, value]) => column !== 'bsn' && holdsThisBsn(value, bsn))
    .map(([column]) => ({
      place: `line ${line}, column ${column}`,
      text: 'contains the citizen service number: replace it by text that identifies nobody',
    }));
