import { describe, expect, it } from '@jest/globals';
import { fromDay, toDay } from '@regieboek/kernel';
import { optionalColumns, readFactsFile, requiredColumns } from '@regieboek/placements';
import { factsCsv } from './facts-csv.js';
import { demoFiles } from '../files/demo-files.js';
import { demoDefaults } from '../demo-options.js';
import type { Fact, Youth } from '../youths/youth.js';

const files = [...demoFiles(demoDefaults)].filter(({ path }) => path.endsWith('.csv'));
const first = files.filter(({ path }) => path.endsWith('/residence-facts.csv'));
const late = files.filter(({ path }) => path.endsWith('/residence-facts-late.csv'));

const rows = (text: string) => {
  const [head = '', ...lines] = text.trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [columns[i] ?? '', value])));
};
const firstRows = first.flatMap(({ content }) => rows(content));
const lateRows = late.flatMap(({ content }) => rows(content));

describe('residence facts files', () => {
  it('are accepted by the reader, for every region', () => {
    expect([first.length, late.length]).toEqual([4, 4]);
    const youths = first.flatMap(({ content }) => readFactsFile(content));
    const earlier = 101;
    expect(youths.length).toBe(demoDefaults.youths + earlier);
    for (const { content } of late) expect(readFactsFile(content).length).toBeGreaterThan(0);
  });

  it('name the columns of the format', () => {
    const known: readonly string[] = [...requiredColumns, ...optionalColumns];
    expect(Object.keys(firstRows[0] ?? {}).sort()).toEqual([...known].sort());
  });

  it('hold every kind of fact, address, authorisation and absence', () => {
    const values = (column: string) => new Set(firstRows.map((row) => row[column]));
    const kinds = ['absence', 'actual-stay', 'authorisation', 'care', 'custody', 'decision'];
    expect([...values('kind')].sort()).toEqual([...kinds, 'mother-at-birth', 'registration', 'request']);
    const wanted = ['buitenland', 'briefadres', 'woonadres-geheim', 'bijzondere-opvang', 'woonadres-in-onderzoek'];
    const kept = ['GI', 'jji', 'logeren', 'spoedmachtiging', 'machtiging', 'voorwaardelijke-machtiging-verlenging'];
    const away = ['holiday', 'weekend', 'runaway', 'admission'];
    for (const detail of [...wanted, ...kept, ...away]) expect(values('detail')).toContain(detail);
  });

  it('give each fact a unique id, and repeat it only to withdraw that fact', () => {
    const ids = firstRows.map(({ factId }) => factId);
    expect(new Set(ids).size).toBe(ids.length);
    const withdrawn = lateRows.filter(({ withdrawnOn }) => withdrawnOn !== '');
    expect(withdrawn.length).toBeGreaterThan(0);
    for (const { withdrawnOn: _, ...row } of lateRows) {
      const before = firstRows.find(({ factId }) => factId === row.factId);
      if (withdrawn.some(({ factId }) => factId === row.factId)) expect(before).toEqual({ ...row, withdrawnOn: '' });
      else expect(before).toBeUndefined();
    }
  });

  it('are sometimes more than 60 days late', () => {
    const moves = lateRows.filter(({ withdrawnOn }) => withdrawnOn === '');
    expect(new Set(moves.map(({ kind }) => kind))).toEqual(new Set(['registration', 'care']));
    for (const { from, recordedOn } of moves) expect(toDay(recordedOn ?? '') - toDay(from ?? '')).toBeGreaterThan(60);
  });

  it('are known a few weeks after the last month', () => {
    const last = fromDay(toDay(demoDefaults.until) + 20);
    for (const { recordedOn } of [...firstRows, ...lateRows]) expect((recordedOn ?? '') <= last).toBe(true);
  });
});

describe('a row of facts', () => {
  it('leaves cells empty that a fact does not have', () => {
    const fact: Fact = { id: 'a-1', kind: 'request', from: 0, to: null, municipality: null, detail: '', recordedOn: 1 };
    const youth: Youth = {
      bsn: '999900006',
      birth: -1,
      sex: '1',
      name: { surname: 'Proef', initials: 'A' },
      secret: false,
      facts: [fact],
      lateFacts: [],
      plans: [],
    };
    expect(factsCsv('a', [youth], (one) => one.facts)?.split('\n')[1]).toBe(
      'a,999900006,1969-12-31,a-1,request,1970-01-01,,,,1970-01-02,,,,,',
    );
    expect(factsCsv('a', [youth], (one) => one.lateFacts)).toBeNull();
  });
});
