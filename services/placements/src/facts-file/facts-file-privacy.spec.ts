import { describe, expect, it } from '@jest/globals';
import { readFactsFile } from './facts-file.js';
import { Refused } from '@regieboek/intake';

const bsn = '999900006';
const columns = 'region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn';
const row = (changes: Partial<Record<'id' | 'detail', string>> = {}) =>
  `zhz,${bsn},2012-05-21,${changes.id ?? 'R1'},registration,2012-05-21,,0505,${changes.detail ?? 'woonadres'},2024-01-02`;

const faultsOf = (text: string) => {
  try {
    readFactsFile(text);
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.faults;
    throw error;
  }
};

describe('a facts file', () => {
  it('is read when it is valid', () => {
    expect(readFactsFile(`${columns}\n${row()}\n`)).toMatchObject([{ region: 'zhz', bsn, birth: '2012-05-21' }]);
  });

  it('without a header row is refused by column numbers, not by cell contents', () => {
    const faults = faultsOf(`${row()}\n${row()}\n`);
    expect(faults.map(({ place }) => place)).toEqual(expect.arrayContaining(['line 1', 'line 1, column 2']));
    expect(JSON.stringify(faults)).not.toContain(bsn);
  });

  it('with the citizen service number in another column is refused there: the log would keep it', () => {
    const faults = faultsOf(`${columns}\n${row({ id: `F-${bsn}-1` })}\n${row({ id: 'R2' })}\n`);
    expect(faults.map(({ place }) => place)).toEqual(['line 2, column factId']);
    expect(JSON.stringify(faults)).not.toContain(bsn);
  });
});
