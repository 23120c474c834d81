import { describe, expect, it } from '@jest/globals';
import { assignment, ledgerOf, type LedgerFacts } from '../../test/ledger.js';
import { day, jw323, line } from '../../test/messages.js';
import { declarationOf } from './declaration.js';
import { decideDeclaration } from './decide-declaration.js';

const today = day('2026-03-31');
const february = line('A');

describe('a declaration with some lines decided earlier', () => {
  const declaration = declarationOf(jw323([[february], [line('B')]]));
  const approved = new Map([['A', { status: 'approved', codes: [] } as const]]);

  it.each<[string, LedgerFacts]>([
    ['the same identification', { messages: ['B1'] }],
    ['the same number', { numbers: ['DEC1'] }],
    ['a later period', { lastPeriod: day('2026-03-01') }],
  ])('is not refused as a whole because another one with %s was decided in the meantime', (_, facts) => {
    const before = decideDeclaration(declaration, ledgerOf(facts), { today });
    expect(before.grantedCents).toBe(0);
    const since = decideDeclaration(declaration, ledgerOf(facts), { today, decided: approved });
    expect(since).toMatchObject({ header: ['0200'], lines: [{ status: 'approved' }, {}] });
  });

  it('keeps refusing a client that became known in the meantime, and keeps a client approved whose assignment proved to be foreign', () => {
    const refused = new Map([['B', { status: 'rejected', codes: ['0233'] } as const]]);
    expect(decideDeclaration(declaration, ledgerOf(), { today, decided: refused })).toMatchObject({
      clients: new Map([[2, ['8187']]]),
      lines: [{ codes: [] }, { codes: ['0233'] }],
    });
    const foreign = ledgerOf({ assignments: [assignment({ client: 'client-2' })] });
    const settings = { foreignAssignment: '8187' } as const;
    expect(decideDeclaration(declaration, foreign, { today, settings }).clients).toEqual(new Map([[1, ['8187']]]));
    expect(decideDeclaration(declaration, foreign, { today, settings, decided: approved })).toMatchObject({
      clients: new Map(),
      lines: [{ status: 'approved' }, {}],
    });
  });
});
