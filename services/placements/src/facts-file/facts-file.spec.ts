import { describe, expect, it } from '@jest/globals';
import { Refused } from '@regieboek/intake';
import { requiredColumns } from './columns.js';
import { commandFor, readFactsFile } from './facts-file.js';

const bsn = '999900006';
const otherBsn = '999900018';
const youth = '8e1a4a36-6bd0-4ad0-8a05-000000000001';
const usual = {
  region: 'zhz',
  bsn,
  birthDate: '2012-05-21',
  factId: 'F1',
  kind: 'registration',
  from: '2012-05-21',
  to: '',
  municipality: '0505',
  detail: 'woonadres',
  recordedOn: '2024-01-02',
  withdrawnOn: '',
  provider: '',
  regular: '',
  jjiLinked: '',
};
type Row = Partial<typeof usual>;
const names = Object.keys(usual);
const fileOf = (...rows: Row[]): string =>
  [names.join(','), ...rows.map((row) => Object.values({ ...usual, ...row }).join(','))].join('\n');

const commandsIn = (text: string) =>
  readFactsFile(text).flatMap(({ commands }) => commands.map(({ command }) => commandFor(command, youth)));
const faultsIn = (text: string): string[] => {
  try {
    readFactsFile(text);
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.faults.map(({ place, text: fault }) => `${place}: ${fault}`);
    throw error;
  }
};
const span = { from: '2024-01-01', to: '2024-12-31' };
const none = { municipality: '', detail: '' };

describe('a row of a facts file', () => {
  it.each<[Row, object]>([
    [{}, { kind: 'registration', from: '2012-05-21', to: null, municipality: '0505', address: 'woonadres' }],
    [
      { municipality: '', detail: 'buitenland', ...span },
      { kind: 'registration', ...span, municipality: null, address: 'buitenland' },
    ],
    [
      { kind: 'mother-at-birth', from: '', detail: '' },
      { kind: 'mother-at-birth', municipality: '0505' },
    ],
    [
      { kind: 'custody', ...span, municipality: '', detail: 'GI' },
      { kind: 'custody', ...span, municipality: null, holder: 'GI' },
    ],
    [
      { kind: 'actual-stay', ...span, detail: '' },
      { kind: 'actual-stay', ...span, municipality: '0505' },
    ],
    [
      { kind: 'request', ...none },
      { kind: 'request', on: '2012-05-21' },
    ],
    [
      {
        kind: 'care',
        ...span,
        municipality: '',
        detail: 'logeren',
        provider: 'De Hoeve',
        regular: 'ja',
        jjiLinked: 'nee',
      },
      { kind: 'care', ...span, form: 'logeren', provider: 'De Hoeve', regular: true, jjiLinked: false },
    ],
    [
      { kind: 'decision', ...span, detail: 'geschil' },
      { kind: 'decision', ...span, municipality: '0505', ground: 'geschil' },
    ],
    ...[
      ['Bindend-advies', 'bindend advies'],
      ['Akkoord', 'overeenkomst'],
      ['Besluit coördinatie', 'besluit'],
      ['na overleg met Jansen', 'overig'],
    ].map(([detail = '', ground]): [Row, object] => [
      { kind: 'decision', ...span, detail },
      { kind: 'decision', ...span, municipality: '0505', ground },
    ]),
  ])('%j is a residence fact', (row, fact) => {
    expect(commandsIn(fileOf(row))).toEqual([
      { kind: 'record-fact', youth, fact: { id: 'F1', ...fact }, recordedOn: '2024-01-02' },
    ]);
  });

  it.each([
    ['machtiging', 'machtiging', false],
    ['spoedmachtiging', 'spoedmachtiging', false],
    ['voorwaardelijke-machtiging-verlenging', 'voorwaardelijke-machtiging', true],
  ])('with an authorisation %s is one', (detail, kind, extension) => {
    expect(commandsIn(fileOf({ kind: 'authorisation', ...none, ...span, detail }))).toEqual([
      {
        kind: 'record-authorisation',
        youth,
        authorisation: { id: 'F1', kind, extension, ...span },
        recordedOn: '2024-01-02',
      },
    ]);
  });

  it('of an absence is whole days away from a provider', () => {
    const row = { kind: 'absence', ...none, ...span, detail: 'runaway', provider: '99990001' };
    expect(commandsIn(fileOf(row))).toEqual([
      {
        kind: 'record-absence',
        youth,
        absence: { youth, id: 'F1', provider: '99990001', kind: 'runaway', ...span },
      },
    ]);
  });

  it('with a day of withdrawal records the fact and withdraws it', () => {
    expect(commandsIn(fileOf({ withdrawnOn: '2024-02-03' })).slice(1)).toEqual([
      { kind: 'withdraw-fact', youth, factId: 'F1', withdrawnOn: '2024-02-03' },
    ]);
  });
});

describe('a facts file', () => {
  it('gathers the rows of a youth, with their lines, separately per region', () => {
    const text = fileOf({}, { bsn: otherBsn }, { factId: 'F2' }, { region: 'fryslan' });
    expect(
      readFactsFile(text).map((one) => [one.region, one.bsn, one.birth, one.commands.map(({ line }) => line)]),
    ).toEqual([
      ['zhz', bsn, '2012-05-21', [2, 4]],
      ['zhz', otherBsn, '2012-05-21', [3]],
      ['fryslan', bsn, '2012-05-21', [5]],
    ]);
  });

  it.each([
    ['semicolons', fileOf({}).replaceAll(',', ';')],
    ['a byte order mark', `\uFEFF${fileOf({})}`],
    ['quotes', fileOf({}).replaceAll(/[^,\n]+/g, '"$&"')],
    ['lines that end as on Windows', fileOf({}).replaceAll('\n', '\r\n')],
    ['spaces around values and empty lines', fileOf({}).replaceAll(',', ' , ').replaceAll('\n', '\n\n')],
  ])('with %s has the same content', (_, text) => {
    expect(commandsIn(text)).toEqual(commandsIn(fileOf({})));
  });

  it.each([
    ['a line that names the delimiter', `sep=;\n${fileOf({}).replaceAll(',', ';')}`],
    ['such a line in quotes, behind a byte order mark', `\uFEFF"sep=;"\r\n${fileOf({}).replaceAll(',', ';')}`],
    ['tabs', fileOf({}).replaceAll(',', '\t')],
    ['rows that were emptied', `${fileOf({})}\n${','.repeat(13)}\n ,${','.repeat(12)}\n`],
    ['columns that were emptied', fileOf({}).replaceAll('\n', ',,\n') + ',,'],
    ['its empty last cells left out', fileOf({}).replace(/,+$/, '')],
    [
      'codes kept as text by a formula or an apostrophe',
      fileOf({ bsn: '="999900006"', municipality: "'0505" }).replace('="999900006"', '"=""999900006"""'),
    ],
    ['codes without their leading zeros', fileOf({ municipality: '505' })],
    [
      'days as a Dutch spreadsheet saves them',
      fileOf({ birthDate: '21-5-2012', from: '21-05-2012', recordedOn: '2-1-2024' }),
    ],
  ])('as saved by a spreadsheet, with %s, has the same content', (_, text) => {
    expect(commandsIn(text)).toEqual(commandsIn(fileOf({})));
  });

  it.each([
    ...['yes', 'ja', 'Ja', 'J', 'TRUE', 'true', 'WAAR', '1', 'x', 'X'].map((word) => [word, true] as const),
    ...['no', 'nee', 'Nee', 'N', 'FALSE', 'ONWAAR', '0', ''].map((word) => [word, false] as const),
  ])('reads %j as yes or no', (regular, said) => {
    const row = { kind: 'care', ...span, municipality: '', detail: 'logeren', provider: 'De Hoeve', regular };
    expect(commandsIn(fileOf(row))).toMatchObject([{ fact: { regular: said } }]);
  });

  it('may have its columns in any order and leave out the last four', () => {
    const columns = [...requiredColumns].reverse();
    const row = columns.map((column) => usual[column]);
    expect(commandsIn(`${columns.join(',')}\n${row.join(',')}`)).toEqual(commandsIn(fileOf({})));
  });

  it('accepts text with a comma in quotes', () => {
    const row = { kind: 'care', ...span, municipality: '', detail: 'logeren', provider: '"De Hoeve, Dordrecht"' };
    expect(commandsIn(fileOf(row))).toMatchObject([{ fact: { provider: 'De Hoeve, Dordrecht' } }]);
  });
});

describe('a fault in a facts file', () => {
  it.each<[Row, string]>([
    [{ region: 'ZHZ' }, 'line 2, column region: lower-case letters, digits, dashes'],
    [{ bsn: '999900007' }, 'line 2, column bsn: is not a citizen service number (eleven test)'],
    [{ birthDate: '05/21/2012' }, 'line 2, column birthDate: a calendar date yyyy-mm-dd'],
    [{ recordedOn: '2012-05-20' }, 'line 2, column recordedOn: lies before the date of birth'],
    [{ recordedOn: '' }, 'line 2, column recordedOn: a calendar date yyyy-mm-dd'],
    [{ withdrawnOn: '2024-02-30' }, 'line 2, column withdrawnOn: a calendar date yyyy-mm-dd'],
    [{ from: '2024-02-30' }, 'line 2, column from: a calendar date yyyy-mm-dd'],
    [{ to: 'later' }, 'line 2, column to: a calendar date yyyy-mm-dd'],
    [{ municipality: '50512' }, 'line 2, column municipality: four digits (CBS code)'],
    [{ detail: 'thuis' }, 'line 2, column detail: '],
    [{ factId: '' }, 'line 2, column factId: '],
    [{ factId: 'x'.repeat(65) }, 'line 2, column factId: '],
    [{ kind: 'verhuizing' }, 'line 2, column kind: '],
    [{ kind: 'request', from: '' }, 'line 2, column from: a calendar date yyyy-mm-dd'],
    [{ kind: 'custody', detail: 'opa' }, 'line 2, column detail: '],
    [{ kind: 'care', detail: 'kamp', provider: 'X' }, 'line 2, column detail: '],
    [{ kind: 'care', detail: 'jji' }, 'line 2, column provider: '],
    [{ regular: 'misschien' }, 'line 2, column regular: must be yes or no'],
    [
      { kind: 'care', ...span, detail: 'logeren', provider: 'X', jjiLinked: 'yess' },
      'line 2, column jjiLinked: must be yes or no',
    ],
    [{ kind: 'decision', detail: '' }, 'line 2, column detail: '],
    [{ kind: 'authorisation', to: '2013-05-20', detail: 'verlof' }, 'line 2, column detail: '],
    [{ kind: 'authorisation', detail: 'machtiging' }, 'line 2, column to: a calendar date yyyy-mm-dd'],
    [
      { kind: 'authorisation', to: '2013-05-20', detail: 'machtiging', factId: 'x'.repeat(65) },
      'line 2, column factId: has more than 64 characters: shorten it',
    ],
    [
      { kind: 'authorisation', to: '2013-05-20', detail: 'machtiging', withdrawnOn: '2024-01-01' },
      'line 2, column withdrawnOn: must be empty: only residence facts can be withdrawn',
    ],
    [{ kind: 'absence', to: '2013-05-20', detail: 'vakantie', provider: '99990001' }, 'line 2, column detail: '],
    [
      { kind: 'absence', to: '2013-05-20', detail: 'holiday', provider: 'De Hoeve' },
      'line 2, column provider: eight digits (AGB code)',
    ],
    [
      { kind: 'absence', to: '2013-05-20', detail: 'holiday', provider: '99990001', withdrawnOn: '2024-01-01' },
      'line 2, column withdrawnOn: must be empty: only residence facts can be withdrawn',
    ],
  ])('of %j is reported with its line and column', (row, fault) => {
    const faults = faultsIn(fileOf(row));
    expect(faults.map((one) => one.slice(0, fault.length))).toEqual([fault]);
    expect(faults[0]?.length).toBeGreaterThan('line 2, column x: '.length);
  });

  it('never repeats the input', () => {
    const wild = Object.fromEntries(names.map((name) => [name, 'Jansen'])) as Row;
    for (const kind of ['registration', 'care', 'authorisation', 'absence', 'Jansen']) {
      const faults = faultsIn(fileOf({ ...wild, kind }));
      expect(faults.length).toBeGreaterThan(3);
      expect(faults.join('\n')).not.toContain('Jansen');
    }
  });

  it('does not hide another fault, in the same row or a later one', () => {
    expect(
      faultsIn(fileOf({ bsn: '1', municipality: 'x' }, {}, { birthDate: '2012-05-22' })).map(
        (one) => one.split(':')[0],
      ),
    ).toEqual(['line 2, column bsn', 'line 2, column municipality', 'line 4, column birthDate']);
  });

  it('in its header names missing columns, and unknown and duplicate ones by number', () => {
    expect(faultsIn(fileOf({}).replace('recordedOn', 'known'))).toEqual([
      'line 1: column recordedOn is missing: add it',
      'line 1, column 10: is an unknown column: remove it, or correct its name',
    ]);
    expect(faultsIn(fileOf({}).replace('jjiLinked', 'regular'))).toEqual([
      'line 1, column 14: is a duplicate column: remove one of them',
    ]);
  });

  it('in its quotes or number of columns names the line', () => {
    expect(faultsIn(`${fileOf({}, {})},too much`)).toEqual([
      'line 3: has more cells than the header has columns (14): check quotes and delimiters',
    ]);
    expect(faultsIn(fileOf({}, {}).replace(/(,[^,]*){6}$/, ''))).toEqual([
      'line 3: has fewer cells than the header has columns: check quotes and delimiters',
    ]);
    expect(faultsIn(fileOf({}, { detail: 'woon"adres' }))).toEqual([expect.stringMatching(/^line 3: is not a row/)]);
  });

  it.each(['', names.join(','), '\n\n'])('without rows describes the expected first line: %j', (text) => {
    expect(faultsIn(text)).toEqual([expect.stringContaining('the file has no rows; its header must name')]);
  });
});
