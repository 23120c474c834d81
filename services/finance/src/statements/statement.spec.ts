import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Story } from '@regieboek/journal/testing';
import { billed, lumpSumOf, runOf } from '../../test/billed.js';
import type { BillingRun } from '../domain/runs/billing-run.js';
import { digestOf } from '../runs/digest.js';
import { claimsOf, municipalitiesOf, statementsOf, type Statement } from './statement.js';

const nameOf = (code: string) => `Gemeente ${code}`;
const lines = [
  billed({ id: 'A.1', municipality: '0505', payer: '0505', cents: 100 }),
  billed({ id: 'B.1', municipality: '0512', payer: '0505', cents: 70 }),
  billed({ id: 'C.1', municipality: '0512', payer: '0505', cents: -20 }),
  billed({ id: 'D.1', municipality: '0505', payer: '0590', cents: 7 }),
  billed({ id: 'E.1', municipality: null, payer: '0505', cents: 1_000 }),
];
const run = runOf(lines, [lumpSumOf('0505', 30), lumpSumOf('0512', 40)]);

function statementOf(some: BillingRun, code: string, name: (code: string) => string): Statement {
  const [statement] = statementsOf(some, [code], name);
  if (!statement) throw new Error(`no statement of ${code}`);
  return statement;
}

describe('a statement', () => {
  it('contains what one municipality bears, with totals, position and digest of the run', () => {
    expect(statementOf(run, '0512', nameOf)).toMatchObject({
      region: 'zhz',
      period: '2025-02',
      municipality: '0512',
      name: 'Gemeente 0512',
      position: 9,
      digest: digestOf(run),
      lineCents: 50,
      lumpSumCents: 40,
      totalCents: 90,
      lines: [{ id: 'B.1' }, { id: 'C.1' }],
      lumpSums: [{ municipality: '0512' }],
    });
  });

  it('contains claims both ways: on others for whom it paid, and of others that paid for it', () => {
    const { claimsReceivable, claimsPayable } = statementOf(run, '0505', nameOf);
    expect(claimsReceivable).toEqual([{ payer: '0505', responsible: '0512', cents: 50, lines: 2 }]);
    expect(claimsPayable).toEqual([{ payer: '0590', responsible: '0505', cents: 7, lines: 1 }]);
    expect(statementOf(run, '0512', nameOf)).toMatchObject({
      claimsReceivable: [],
      claimsPayable: [{ payer: '0505', cents: 50 }],
    });
  });

  it('of a municipality without lines is empty and zero', () => {
    expect(statementOf(run, '0999', nameOf)).toMatchObject({
      totalCents: 0,
      lines: [],
      lumpSums: [],
      claimsPayable: [],
    });
  });

  it('claims nothing for unresolved lines, and every other cent paid for another once', () => {
    const code = fc.constantFrom('0505', '0512', '0590');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.option(code), code, fc.integer({ min: -999, max: 999 })), { maxLength: 20 }),
        (all) => {
          const some = runOf(all.map(([municipality, payer, cents]) => billed({ municipality, payer, cents })));
          const paidForOthers = some.lines.filter(
            ({ municipality, payer }) => municipality !== null && municipality !== payer,
          );
          const claimed = claimsOf(some);
          expect(claimed.reduce((sum, one) => sum + one.lines, 0)).toBe(paidForOthers.length);
          expect(claimed.reduce((sum, { cents }) => sum + cents, 0)).toBe(
            paidForOthers.reduce((sum, { cents }) => sum + cents, 0),
          );
          const balance = ['0505', '0512', '0590'].map((one) => statementOf(some, one, nameOf));
          const total = (of: 'claimsPayable' | 'claimsReceivable') =>
            balance.flatMap((one) => one[of]).reduce((sum, { cents }) => sum + cents, 0);
          expect(total('claimsPayable')).toBe(total('claimsReceivable'));
        },
      ),
      { seed: 20250315, numRuns: 200 },
    );
  });
});

describe('the digest of a run', () => {
  it('depends on its lines and lump sums, not on the position of the log', () => {
    expect(digestOf(run)).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf({ ...run, position: 10 })).toBe(digestOf(run));
    expect(digestOf(runOf(lines))).not.toBe(digestOf(run));
    expect(digestOf(runOf([billed({ cents: 1 })]))).not.toBe(digestOf(runOf([billed({ cents: 2 })])));
  });
});

describe('municipalities of a run', () => {
  const { definition } = new Story().region(
    {},
    {
      municipalities: [
        { code: '0590', name: 'A', from: '2015-01-01', to: '2025-02-01' },
        { code: '0505', name: 'B', from: '2025-02-28', to: null },
        { code: '0512', name: 'C', from: '2015-01-01', to: '2025-01-31' },
        { code: '0523', name: 'D', from: '2025-03-01', to: null },
      ],
    },
  ).history;
  if (!definition) throw new Error('no region');

  it('are those that participate on some day of the month, sorted', () => {
    expect(municipalitiesOf(runOf([]), definition)).toEqual(['0505', '0590']);
  });

  it('include others that bear a line or a lump sum', () => {
    const all = municipalitiesOf(
      runOf([billed({ municipality: '0999' }), billed({ municipality: null })], [lumpSumOf('0512', 1)]),
      definition,
    );
    expect(all).toEqual(['0505', '0512', '0590', '0999']);
  });
});
