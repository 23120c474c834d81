import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { lineAt } from '../test/breaches-of-declarations.js';
import { assignment, ledgerOf, type LedgerFacts } from '../test/ledger.js';
import { changed, day, jw323, line, period } from '../test/messages.js';
import { checkFile } from './check/check-file.js';
import { declarationOf } from './declaration/declaration.js';
import { decideDeclaration } from './declaration/decide-declaration.js';
import { deliveryKey } from './rules/declaration/key-rules.js';
import { defaultSettings, settingsWith, type Settings } from './settings.js';
import { writeMessage } from './write/write-message.js';

const today = day('2026-03-31');
const sent = line('A');

const decide = (settings: Partial<Settings>, facts: LedgerFacts = {}, declaration = jw323([[sent, line('B')]])) =>
  decideDeclaration(declarationOf(declaration), ledgerOf(facts), { today, settings });

/** Codes per line of a declaration of `sent` alone. */
const codes = (settings: Partial<Settings>, facts: LedgerFacts) =>
  decide(settings, facts, jw323([[sent]])).lines.map((each) => each.codes.join());

describe('settings', () => {
  it('are the defaults, replaced by the given choices', () => {
    expect(settingsWith()).toEqual(defaultSettings);
    expect(settingsWith({ foreignAssignment: '8187' })).toEqual({ ...defaultSettings, foreignAssignment: '8187' });
  });

  it('TR319: 9319 on the line, or 0001 on the message and nothing on the line', () => {
    const late = jw323([[line('A', { productPeriode: period('2026-03-01', '2026-03-31') })]]);
    const signed = changed(
      changed(late, ['header', 'berichtIdentificatie', 'dagtekening'], '2026-03-31'),
      ['declaratie', 'declaratieDagtekening'],
      '2026-03-31',
    );
    const text = writeMessage('JW323', signed);
    const atLevel2 = { periodAfterDeclaration: 'level 2' } as const;
    const found = (settings: Partial<Settings>) =>
      checkFile(text, { today, settings }).findings.map(({ rule, level, code, path }) => [rule, level, code, path]);
    expect(found({})).toEqual([['TR319', 3, '9319', lineAt(1, 1)]]);
    expect(found(atLevel2)).toEqual([['TR319', 2, '0001', lineAt(1, 1)]]);
    expect(decide({}, {}, signed).lines[0]?.codes).toEqual(['9319']);
    expect(decide(atLevel2, {}, signed).lines[0]?.codes).toEqual([]);
  });

  it('TR369: a budget is compared with amounts, or with volumes of any unit', () => {
    const budget = { code: undefined, unit: undefined, volume: undefined, frequency: undefined };
    const facts = (cents: number, volume: LedgerFacts['volume'] = {}): LedgerFacts => ({
      volume,
      assignments: [assignment({ ...budget, budget: cents })],
    });
    const volumes = { budgetSum: 'delivered volumes' } as const;
    expect([codes({}, facts(27720)), codes({}, facts(27719))]).toEqual([[''], ['9369']]);
    expect([codes(volumes, facts(3)), codes(volumes, facts(2))]).toEqual([[''], ['9369']]);
    expect(codes(volumes, facts(5, { '04': 1, '01': 2 }))).toEqual(['9369']);
    const january = line('B', { productPeriode: period('2026-01-12', '2026-01-31') });
    const two = decide(volumes, facts(5), jw323([[sent, january]]));
    expect(two.lines.map((each) => each.codes)).toEqual([[], ['9369']]);
  });

  it('a foreign assignment: 9338 on the line, or 8187 on the client and none of its lines judged', () => {
    const facts = { assignments: [assignment(), assignment({ number: 2, client: 'client-2' })] };
    const declaration = jw323([[sent, line('B', { toewijzingNummer: 2 })], [line('C', { toewijzingNummer: 2 })]]);
    const byLine = decide({}, facts, declaration);
    expect(byLine.lines.map((each) => each.codes.join())).toEqual(['', '9338', '']);
    expect(byLine.clients).toEqual(new Map());
    const byClient = decide({ foreignAssignment: '8187' }, facts, declaration);
    expect(byClient.lines.map((each) => each.codes.join())).toEqual(['0233', '0233', '']);
    expect(byClient.clients).toEqual(new Map([[1, ['8187']]]));
    const unknown = jw323([[line('A', { toewijzingNummer: 9 })]]);
    expect(decide({ foreignAssignment: '8187' }, facts, unknown).lines[0]?.codes).toEqual(['9338']);
  });

  it('TR318: applies to declarations to this municipality, or to any', () => {
    const declaration = declarationOf(jw323([[sent]]));
    const ledger = { ...ledgerOf(), lastPeriodAnywhere: () => day('2026-03-01') };
    const anywhere = { today, settings: { earlierPeriods: 'provider' } } as const;
    expect(decideDeclaration(declaration, ledger, { today }).declaration).toEqual(['8001']);
    expect(decideDeclaration(declaration, ledger, anywhere).declaration).toEqual(['8214']);
    expect(() => decideDeclaration(declaration, ledgerOf(), anywhere)).toThrow('lastPeriodAnywhere');
  });

  it('TR314: the number of a rejected line is used, or free; that of an approved line is always used', () => {
    const lines = (status: 'approved' | 'rejected'): LedgerFacts => ({
      lines: {
        A: {
          status,
          credited: false,
          isOwn: true,
          client: 'client-1',
          debitOrCredit: 'D',
          key: deliveryKey(sent),
          unit: '04',
          volume: 3,
          cents: 27720,
        },
      },
    });
    expect(codes({}, lines('rejected'))).toEqual(['8021']);
    expect(codes({ referenceOfRejectedLine: 'free' }, lines('rejected'))).toEqual(['']);
    expect(codes({ referenceOfRejectedLine: 'free' }, lines('approved'))).toEqual(['8021']);
  });

  it('TR321: the partial last week counts in the period of the last Sunday, or in that of the end date', () => {
    // Ends on Friday 3 April 2026; March has five Sundays, of which the 29th is the last of the assignment.
    const granted = { unit: '82', volume: 1, frequency: '2', outputBased: true, to: toDay('2026-04-03') } as const;
    const facts = { tariffs: { '45A04': { cents: 9240, unit: '82' } as const }, assignments: [assignment(granted)] };
    const pieces = (volume: number, productPeriode: ReturnType<typeof period>) => {
      const delivered = line('A', {
        eenheid: '82',
        geleverdVolume: volume,
        ingediendBedrag: { bedrag: volume * 9240, debetCredit: 'D' },
        productPeriode,
      });
      return changed(jw323([[delivered]]), ['declaratie', 'declaratiePeriode'], period('2026-04-01', '2026-04-30'));
    };
    const result = (settings: Partial<Settings>, declaration: ReturnType<typeof pieces>) =>
      decide(settings, facts, declaration).lines[0]?.codes;
    const [march, april] = [
      pieces(6, period('2026-03-01', '2026-03-31')),
      pieces(1, period('2026-04-01', '2026-04-03')),
    ];
    expect([result({}, march), result({}, april)]).toEqual([[], ['9321']]);
    const byEnd = { brokenLastWeek: 'end date' } as const;
    expect([result(byEnd, march), result(byEnd, april)]).toEqual([['9321'], []]);
  });
});
