import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './printed.js';
import * as story from './story.js';

let folder: string;
const file = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const variables = ['PORT', 'DATABASE_URL', 'REGIEBOEK_TODAY', 'REGIEBOEK_VAULT_KEY', 'REGIEBOEK_DATA_DIR'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regieboek cli '));
  for (const name of variables) delete process.env[name];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('wrong usage of the command line ends with 2 and names the fault:', () => {
  it.each([
    [['fly'], "unknown command 'fly'"],
    [['ijw', 'fly'], "unknown command 'fly'"],
    [['import', '--fast', 'x'], "unknown option '--fast'"],
    [['import'], "missing required argument 'paths'"],
    [['bill', '--period', '2025-01'], "required option '--region <id>' not specified"],
    [['statement', '--region', 'zhz'], "required option '--period <period>' not specified"],
    [['residence', 'resolve'], "required option '--cases <file>' not specified"],
    [['bill', '--region', 'zhz', '--period', '2025-13'], 'expected a month, yyyy-mm'],
    [['bill', '--region', 'zhz', '--period', '2025-1'], 'expected a month, yyyy-mm'],
    [['ijw', 'check', 'x.xml', '--today', '2025-02-30'], 'expected a day, yyyy-mm-dd'],
    [['serve', '--port', '65536'], 'expected a port number from 0 to 65535'],
    [['demo', '--youths', '0'], 'expected a positive integer of at most six digits'],
    [['explain', 'x', '--lang', 'de'], 'Allowed choices are nl, en'],
  ])('%j', async (argv, text) => {
    const { code, lines, errors } = await command(...argv);
    expect(code).toBe(2);
    expect(errors).toContain(text);
    expect(lines).toEqual([]);
  });

  it('invalid settings', async () => {
    process.env['REGIEBOEK_TODAY'] = '2025-02-30';
    const { code, errors } = await command('bill', '--region', 'zhz', '--period', '2025-01');
    delete process.env['REGIEBOEK_TODAY'];
    expect([code, errors]).toEqual([2, expect.stringContaining('REGIEBOEK_TODAY must be a calendar date yyyy-mm-dd')]);
  });
});

describe('the version', () => {
  it('is that of the package', async () => {
    const { code, lines } = await command('--version');
    expect([code, lines.join('')]).toEqual([0, '0.2.0']);
  });
});

describe('help', () => {
  it('names every command and ends with 0', async () => {
    const { code, lines } = await command('--help');
    expect(code).toBe(0);
    for (const name of ['import', 'bill', 'statement', 'explain', 'serve', 'demo', 'ijw', 'residence'])
      expect(lines.join('\n')).toContain(`  ${name} `);
  });
});

describe('unusable files end with 1 and the remedy:', () => {
  it('a missing file', async () => {
    const gone = join(folder, 'gone.json');
    for (const argv of [
      ['residence', 'resolve', '--cases', gone],
      ['ijw', 'check', gone],
      ['import', gone],
    ])
      expect(await command(...argv)).toMatchObject({
        code: 1,
        errors: `regieboek: ${gone} does not exist: check the path`,
      });
  });

  it('a folder without files to import', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await writeFile(join(empty, 'notes.txt'), 'not for the ledger');
    const { code, errors } = await command('import', empty);
    expect(code).toBe(1);
    expect(errors).toBe(
      [
        `regieboek: nothing to import in ${empty}: name XML, CSV or YAML files, or a folder that contains them`,
        `  ${join(empty, 'notes.txt')} is not an XML, CSV, YAML or ZIP file and contains no iJw message: it was skipped`,
      ].join('\n'),
    );
  });

  it.each(['{"cases": [{"naam": Kwetsbaarsma}]}', '{"cases": ["Kwetsbaarsma"', 'Kwetsbaarsma', ''])(
    'cases that are not JSON, without repeating them: %j',
    async (text) => {
      const path = await file('broken.json', text);
      const { code, errors } = await command('residence', 'resolve', '--cases', path);
      expect(code).toBe(1);
      expect(errors).toMatch(/broken\.json is not JSON.*: correct it, or name another file$/);
      expect(errors).not.toContain('Kwets');
    },
  );

  it('cases with faults, all at once', async () => {
    const path = await file(
      'faulty.json',
      '{"cases":[{"id":"A","birthDate":"2010-02-30"},{"birthDate":"2010-01-01"}]}',
    );
    const { code, errors } = await command('residence', 'resolve', '--cases', path);
    expect(code).toBe(1);
    expect(errors).toContain('cases[0].birthDate');
    expect(errors).toContain('cases[1].id');
  });
});

describe('ijw check', () => {
  const today = ['--today', '2026-03-06'];

  it('of a valid file prints that it has no faults and ends with 0', async () => {
    const path = await file('good.xml', story.jw323());
    expect(await command('ijw', 'check', path, ...today)).toMatchObject({
      code: 0,
      lines: [`${path}: JW323: no faults`],
      errors: '',
    });
  });

  it('gives as JSON exactly file, message, xsdValid, level and findings of rule, code, path and text', async () => {
    const good = await file('good.xml', story.jw323());
    const future = await file('future.xml', story.jw301(story.bsn, 0));
    const broken = await file('broken.xml', story.jw301(story.bsn, 0).replace('<ijw:Taal>', '<ijw:Tong>'));
    const { code, json, errors } = await command(
      'ijw',
      'check',
      good,
      future,
      broken,
      '--json',
      '--today',
      '2026-01-08',
    );
    expect(code).toBe(1);
    expect(errors).toBe('regieboek: 3 of 3 files have faults');
    const finding = (rule: string, code: string) => ({
      rule,
      code,
      path: expect.stringMatching(/^\/Bericht/),
      text: expect.any(String),
    });
    expect(json).toEqual([
      [
        { file: good, message: 'JW323', xsdValid: true, level: 4, findings: [finding('TR135', '8848')] },
        { file: future, message: 'JW301', xsdValid: true, level: 4, findings: [finding('TR135', '8848')] },
        { file: broken, message: 'JW301', xsdValid: false, level: 1, findings: expect.any(Array) },
      ],
    ]);
    for (const one of (json[0] as { findings: object[] }[]).flatMap(({ findings }) => findings))
      expect(Object.keys(one).filter((key) => !['rule', 'code', 'path', 'text'].includes(key))).toEqual([]);
  });

  it('of a file that is not a message reports that, with the line', async () => {
    const path = await file('other.xml', '<a/>');
    const { code, lines, errors } = await command('ijw', 'check', path, ...today);
    expect([code, errors]).toEqual([1, 'regieboek: 1 of 1 files have faults']);
    expect(lines[0]).toBe(`${path}: no iJw message: 1 fault at level 1`);
    expect(lines[1]).toMatch(/^ {2}line 1 /);
  });
});

describe('residence resolve', () => {
  const cases = {
    cases: [
      {
        id: 'A',
        birthDate: '2010-01-01',
        brpRegistrations: [
          { from: '2010-01-01', to: '2023-04-30', gemeentecode: '0748', kind: 'woonadres' },
          { from: '2023-05-01', to: null, gemeentecode: '0758', kind: 'woonadres', recordedAt: '2023-09-04' },
        ],
        care: [{ from: '2023-01-01', to: '2023-12-31', form: 'ambulant' }],
        asOf: ['2023-08-31'],
      },
      { id: 'B', birthDate: '2011-02-03', care: [{ from: '2024-02-01', form: 'verblijf' }] },
    ],
  };

  it('prints as JSON a list of cases with their intervals, and review, chain, payer and asOf only when present', async () => {
    const path = await file('cases.json', JSON.stringify(cases));
    const { code, json } = await command('residence', 'resolve', '--cases', path, '--json');
    expect(code).toBe(0);
    expect(json).toEqual([
      [
        {
          id: 'A',
          intervals: [
            { from: '2023-01-01', to: '2023-04-30', gemeentecode: '0748', rule: 'WPB-2022-V1' },
            { from: '2023-05-01', to: '2023-12-31', gemeentecode: '0758', rule: 'WPB-2022-V1', review: true },
          ],
          asOf: [{ asOf: '2023-08-31', intervals: expect.any(Array) }],
        },
        {
          id: 'B',
          intervals: [
            {
              from: '2024-02-01',
              to: null,
              gemeentecode: null,
              rule: 'WPB-2022-U1',
              chainStart: '2024-02-01',
              review: true,
            },
          ],
        },
      ],
    ]);
  });

  it('prints a row per interval for people', async () => {
    const path = await file('cases.json', JSON.stringify(cases));
    const { lines } = await command('residence', 'resolve', '--cases', path);
    expect(lines.length).toBe(5);
    expect(lines[4]).toMatch(/^B +2024-02-01 +open +undetermined +WPB-2022-U1 +review$/);
  });
});
