import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { assignment, ledgerOf, type LedgerFacts } from '../../test/ledger.js';
import { bsn, creditOf, day, jw323, line, period } from '../../test/messages.js';
import type { JW323Prestatie } from '../generated/messages.js';
import { deliveryKey } from '../rules/declaration/key-rules.js';
import { declarationOf } from './declaration.js';
import { decideDeclaration, refuseTechnically } from './decide-declaration.js';
import { declaratieRules, headerRules } from './head-rules.js';
import type { EarlierLine } from './ledger.js';
import { lineRules } from './line-rules.js';

const today = day('2026-03-31');

const decide = (clients: readonly (readonly JW323Prestatie[])[], facts: LedgerFacts = {}) =>
  decideDeclaration(declarationOf(jw323(clients)), ledgerOf(facts), { today });

/** Codes per line; an approved line has none. */
const codes = (lines: readonly JW323Prestatie[], facts: LedgerFacts = {}) =>
  decide([lines], facts).lines.map((each) => each.codes.join());

const earlier = (debit: JW323Prestatie, changes: Partial<EarlierLine> = {}): EarlierLine => ({
  status: 'approved',
  credited: false,
  isOwn: true,
  client: 'client-1',
  debitOrCredit: 'D',
  key: deliveryKey(debit),
  unit: debit.eenheid,
  volume: debit.geleverdVolume,
  cents: debit.ingediendBedrag.bedrag,
  ...changes,
});

const hours = (reference: string, volume: number, changes: Partial<JW323Prestatie> = {}) =>
  line(reference, {
    geleverdVolume: volume,
    ingediendBedrag: { bedrag: volume * 9240, debetCredit: 'D' },
    ...changes,
  });

const january = period('2026-01-12', '2026-01-31');
const old = hours('OLD', 9, { productPeriode: january });
const february = line('A');

type Case = readonly [rule: string, code: string, line: JW323Prestatie, facts: LedgerFacts];

const perMinute = (bedrag: number) =>
  line('A', { eenheid: '01', geleverdVolume: 180, productTarief: 154, ingediendBedrag: { bedrag, debetCredit: 'D' } });

const cases: readonly Case[] = [
  ['TR338', '9338', february, { assignments: [] }],
  ['TR338', '9338', february, { assignments: [assignment({ client: 'client-2' })] }],
  ['TR338', '9338', february, { assignments: [assignment({ provider: '99990002' })] }],
  ['TR384', '9384', february, { assignments: [assignment({ removed: true })] }],
  ['TR307', '9307', february, { assignments: [assignment({ from: toDay('2026-02-02') })] }],
  ['TR308', '9308', february, { assignments: [assignment({ to: toDay('2026-02-27') })] }],
  ['TR387', '9387', line('A', { productPeriode: period('2026-02-02', '2026-02-28') }), {}],
  ['TR388', '9388', line('A', { productPeriode: period('2026-02-01', '2026-02-27') }), {}],
  ['TR319', '9319', line('A', { productPeriode: period('2026-03-01', '2026-03-31') }), {}],
  ['TR339', '9339', february, { assignments: [assignment({ category: '44', code: undefined })] }],
  ['TR340', '9340', february, { assignments: [assignment({ code: '45A05' })] }],
  [
    'TR381',
    'S329',
    line('A', { productCategorie: '44' }),
    { assignments: [assignment({ category: undefined, code: undefined })] },
  ],
  ['TR341', '9341', february, { assignments: [assignment({ unit: '01' })] }],
  ['TR321', '9321', hours('A', 31), {}],
  ['TR322', '9322', hours('A', 30), { volume: { '04': 1 }, assignments: [assignment({ frequency: '6' })] }],
  [
    'TR369',
    '9369',
    february,
    {
      cents: 1,
      assignments: [
        assignment({ code: undefined, unit: undefined, volume: undefined, frequency: undefined, budget: 27720 }),
      ],
    },
  ],
  ['TR418', '0611', february, { tariffs: { '45A04': { cents: 9241, unit: '04' } } }],
  ['TR418', '0611', february, { tariffs: {} }],
  ['TR346', '9346', line('A', { geleverdVolume: 4 }), {}],
  ['TR346', '9346', perMinute(27719), {}],
  ['TR314', '8021', february, { lines: { A: earlier(february, { status: 'rejected' }) } }],
  ['TR323', '8017', creditOf(old, 'A'), {}],
  ['TR389', '9389', february, { standing: { [deliveryKey(february)]: 'X' } }],
  ['TR390', '9390', creditOf(old, 'A'), { lines: { OLD: earlier(old, { credited: true }) } }],
];

describe('rules on one line', () => {
  it.each(cases)('%s gives %s', (_, code, broken, facts) => {
    expect(codes([broken], facts)).toEqual([code]);
  });

  it('are all broken by a case above', () => {
    expect(new Set(cases.map(([rule]) => rule))).toEqual(new Set(lineRules.map(({ rule }) => rule)));
    for (const [rule, code] of cases) expect(lineRules.find((each) => each.rule === rule)?.code).toBe(code);
  });

  it('approve a sound line, minutes on hours, and a period clipped to the assignment', () => {
    const clipped = hours('B', 9, { productPeriode: january });
    expect(codes([february, clipped])).toEqual(['', '']);
    expect(codes([perMinute(27720)])).toEqual(['']);
  });

  it('allow lines to use a budget to the cent', () => {
    const budget = { code: undefined, unit: undefined, volume: undefined, frequency: undefined, budget: 27720 };
    expect(codes([february], { assignments: [assignment(budget)] })).toEqual(['']);
  });

  it('give all codes of a line, and no doubtful volume for a wrong unit', () => {
    const wrong = line('A', { productCode: '45A05', eenheid: '14', geleverdVolume: 99 });
    expect(codes([wrong])).toEqual(['9340,9341,0611,9346']);
  });

  it('compare minutes with sixty times the hours', () => {
    const minutes = (volume: number) =>
      line('A', {
        eenheid: '01',
        geleverdVolume: volume,
        productTarief: 154,
        ingediendBedrag: { bedrag: volume * 154, debetCredit: 'D' },
      });
    expect(codes([minutes(1800)])).toEqual(['']);
    expect(codes([minutes(1801)])).toEqual(['9321']);
    const total = { assignments: [assignment({ frequency: '6' })], volume: { '04': 20, '01': 540 } };
    expect(codes([minutes(60)], total)).toEqual(['']);
    expect(codes([minutes(61)], total)).toEqual(['9322']);
  });

  it('require a contracted unit for an aspecific assignment', () => {
    const aspecific = assignment({ code: undefined, unit: undefined, volume: undefined, frequency: undefined });
    const days = line('A', { eenheid: '14' });
    expect(codes([february], { assignments: [aspecific] })).toEqual(['']);
    expect(codes([days], { assignments: [aspecific] })).toEqual(['9341,0611']);
  });
});

describe('credits', () => {
  const credit = creditOf(old, 'B');
  const lines = { OLD: earlier(old) };

  it('are approved as a copy of an approved debit, regardless of later changes to the assignment', () => {
    expect(codes([credit], { lines, assignments: [assignment({ removed: true })] })).toEqual(['']);
    expect(decide([[credit]], { lines }).grantedCents).toBe(-83160);
  });

  it.each<[string, Partial<EarlierLine>]>([
    ['a rejected line', { status: 'rejected' }],
    ['a credit', { debitOrCredit: 'C' }],
    ['a line of another client', { client: 'client-2' }],
    ['a line of another period', { key: deliveryKey(february) }],
    ['a part of the volume', { volume: 10 }],
    ['a part of the amount', { cents: 83161 }],
    ['another unit', { unit: '01' }],
  ])('cannot withdraw %s', (_, changes) => {
    expect(codes([credit], { lines: { OLD: earlier(old, changes) } })).toEqual(['8017']);
  });

  it('allow a corrected line in the same message, in any order', () => {
    const corrected = hours('C', 8, { productPeriode: january });
    const facts = {
      lines,
      standing: { [deliveryKey(old)]: 'OLD' },
      volume: { '04': 9 },
      cents: 83160,
      assignments: [assignment({ frequency: '6', volume: 9 })],
    };
    expect(codes([corrected, credit], facts)).toEqual(['', '']);
    expect(codes([corrected], facts)).toEqual(['9322,9389']);
  });
});

describe('lines of one message', () => {
  const total = { assignments: [assignment({ frequency: '6', volume: 10 })] };

  it('count for each other once approved, in document order', () => {
    const lines = [
      hours('A', 6),
      hours('B', 6, { productPeriode: january }),
      hours('C', 4, { productPeriode: january }),
    ];
    expect(codes(lines, total)).toEqual(['', '9322', '']);
  });

  it('are both refused when they share a reference, so that it is never unclear which one counts', () => {
    const decision = decide([[february], [line('A', { toewijzingNummer: 2 })]], {
      assignments: [assignment(), assignment({ number: 2, client: 'client-2' })],
    });
    expect(decision.lines.map((each) => each.codes)).toEqual([['8021'], ['8021']]);
  });

  it('of an unknown client are refused unchecked; the other lines are decided', () => {
    const decision = decide([[february], [line('B'), line('C')]], { clients: [bsn[0]] });
    expect(decision.clients).toEqual(new Map([[2, ['8187']]]));
    expect(decision.lines.map((each) => each.codes)).toEqual([[], ['0233'], ['0233']]);
    expect(decision).toMatchObject({
      header: ['0200'],
      declaration: ['0200'],
      grantedCents: 27720,
      submittedCents: 83160,
    });
  });

  it('get the same decisions when the first of them, any number, were decided before', () => {
    const declaration = declarationOf(
      jw323([
        [hours('A', 6), hours('B', 6, { productPeriode: january }), creditOf(old, 'C'), hours('D', 1)],
        [line('E')],
      ]),
    );
    const ledger = ledgerOf({ ...total, lines: { OLD: earlier(old) }, volume: { '04': 9 }, cents: 83160 });
    const whole = decideDeclaration(declaration, ledger, { today });
    expect(whole.lines.map(({ status }) => status)).toContain('rejected');
    for (let part = 0; part <= whole.lines.length; part += 1) {
      const decided = new Map(
        whole.lines.slice(0, part).map((each) => [each.reference, { status: each.status, codes: each.codes }]),
      );
      expect(decideDeclaration(declaration, ledger, { today, decided })).toEqual(whole);
    }
  });

  it('keep an earlier outcome, and count it, when the ledger has changed since', () => {
    const declaration = declarationOf(jw323([[hours('A', 6), hours('B', 6, { productPeriode: january })]]));
    const decided = new Map([['A', { status: 'rejected', codes: ['9322'] } as const]]);
    const decision = decideDeclaration(declaration, ledgerOf(total), { today, decided });
    expect(decision.lines.map((each) => each.codes.join())).toEqual(['9322', '']);
  });
});

describe('rules on the head', () => {
  it.each<[string, LedgerFacts, string]>([
    ['TR056', { messages: ['B1'] }, '9056'],
    ['TR378', { municipalities: [] }, 'S300'],
  ])('%s refuses the message', (_, facts, code) => {
    const decision = decide([[february]], facts);
    expect(decision).toMatchObject({ header: [code], declaration: [], grantedCents: 0 });
    expect(decision.lines).toMatchObject([{ status: 'rejected', codes: [] }]);
  });

  it('TR135 refuses a message from the future, with every other code of the header', () => {
    const declaration = declarationOf(jw323([[february]]));
    const ledger = ledgerOf({ messages: ['B1'] });
    expect(decideDeclaration(declaration, ledger, { today: day('2026-03-04') }).header).toEqual(['9056', '8848']);
    expect(decideDeclaration(declaration, ledgerOf(), { today: day('2026-03-05') }).header).toEqual(['0200']);
  });

  it.each<[string, LedgerFacts, string]>([
    ['TR333', { numbers: ['DEC1'] }, '9333'],
    ['TR318', { lastPeriod: day('2026-03-01') }, '8214'],
  ])('%s refuses the declaration', (_, facts, code) => {
    expect(decide([[february]], facts)).toMatchObject({ header: ['0200'], declaration: [code], grantedCents: 0 });
  });

  it('TR318 allows the same month again and skipped months', () => {
    for (const lastPeriod of [day('2026-02-01'), day('2025-06-01'), undefined])
      expect(decide([[february]], { lastPeriod }).declaration).toEqual(['8001']);
  });

  it('are these five', () => {
    expect([...headerRules, ...declaratieRules].map(({ rule }) => rule)).toEqual([
      'TR056',
      'TR135',
      'TR378',
      'TR333',
      'TR318',
    ]);
  });

  it('a breach of level 2 refuses everything with 0001', () => {
    const decision = refuseTechnically(declarationOf(jw323([[february]])));
    expect(decision).toMatchObject({ header: ['0001'], declaration: [], grantedCents: 0, submittedCents: 27720 });
  });
});
