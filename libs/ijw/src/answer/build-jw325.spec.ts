import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toDay } from '@regieboek/kernel';
import { assignment, ledgerOf, type LedgerFacts } from '../../test/ledger.js';
import { bsn, creditOf, day, jw323, line } from '../../test/messages.js';
import { example, hasExamples, hasSchemas, officialProblem } from '../../test/official.js';
import { declarationOf, type Declaration } from '../declaration/declaration.js';
import { decideDeclaration, refuseTechnically } from '../declaration/decide-declaration.js';
import type { JW323Prestatie, JW325, JW325DeclaratieAntwoord, TotaalBedragMetDC } from '../generated/messages.js';
import { readJw325, readTyped } from '../read/read-message.js';
import { deliveryKey } from '../rules/declaration/key-rules.js';
import { writeMessage } from '../write/write-message.js';
import { buildJw325 } from './build-jw325.js';

const today = day('2026-03-31');
const facts = { identificatie: 'DA2026000009', dagtekening: day('2026-03-12') };

const answer = (declaration: Declaration, ledgerFacts: LedgerFacts = {}) =>
  buildJw325(declaration, decideDeclaration(declaration, ledgerOf(ledgerFacts), { today }), facts);

const signed = ({ totaalBedrag, debetCredit }: TotaalBedragMetDC): number =>
  debetCredit === 'D' ? totaalBedrag : -totaalBedrag;

const signedLine = ({ ingediendBedrag: { bedrag, debetCredit } }: Pick<JW323Prestatie, 'ingediendBedrag'>): number =>
  debetCredit === 'D' ? bedrag : -bedrag;

const two = declarationOf(jw323([[line('A'), line('B', { geleverdVolume: 31 })], [line('C')]]));

describe('answering a declaration', () => {
  it('all approved: 0200 and 8001, everything granted, no clients', () => {
    const { header, declaratieAntwoord } = answer(declarationOf(jw323([[line('A')]])));
    expect(header).toMatchObject({
      berichtCode: '491',
      afzender: '0505',
      ontvanger: '99990001',
      berichtIdentificatie: facts,
      declaratieIdentificatie: { identificatie: 'B1', dagtekening: '2026-03-05' },
      xsdVersieDeclaratie: { basisschemaXsdVersie: '1.0.0', berichtXsdVersie: '1.0.0' },
      retourCodes: ['0200'],
    });
    expect(header).not.toHaveProperty('xsltVersie');
    expect(declaratieAntwoord).toEqual({
      declaratieNummer: 'DEC1',
      totaalIngediendBedrag: { totaalBedrag: 27720, debetCredit: 'D' },
      totaalToegekendBedrag: { totaalBedrag: 27720, debetCredit: 'D' },
      retourCodes: ['8001'],
    });
  });

  it('a fault on a line: only that line, unchanged, in a client with 0200', () => {
    const clients = {
      clients: [bsn[0], bsn[1]],
      assignments: [assignment(), assignment({ number: 2, client: 'client-2' })],
    };
    const declaration = declarationOf(jw323([[line('A')], [line('B', { toewijzingNummer: 2, geleverdVolume: 4 })]]));
    expect(answer(declaration, clients).declaratieAntwoord).toMatchObject({
      totaalToegekendBedrag: { totaalBedrag: 27720, debetCredit: 'D' },
      clienten: [
        {
          bsn: bsn[1],
          prestaties: [{ ...line('B', { toewijzingNummer: 2, geleverdVolume: 4 }), retourCodes: ['9346'] }],
          retourCodes: ['0200'],
        },
      ],
      retourCodes: ['0200'],
    });
  });

  it('an unknown client: its code, and all its lines with 0233', () => {
    expect(answer(two, { clients: ['999999990', bsn[1]] }).declaratieAntwoord?.clienten).toMatchObject([
      { bsn: bsn[0], retourCodes: ['8187'], prestaties: [{ retourCodes: ['0233'] }, { retourCodes: ['0233'] }] },
      { bsn: bsn[1], retourCodes: ['0200'], prestaties: [{ retourCodes: ['9338'] }] },
    ]);
  });

  it('a fault on the declaration: that code, nothing granted, no clients', () => {
    expect(answer(two, { numbers: ['DEC1'] })).toMatchObject({ header: { retourCodes: ['0200'] } });
    expect(answer(two, { numbers: ['DEC1'] }).declaratieAntwoord).toEqual({
      declaratieNummer: 'DEC1',
      totaalIngediendBedrag: two.head.declaratie.totaalIngediendBedrag,
      totaalToegekendBedrag: { totaalBedrag: 0, debetCredit: 'D' },
      retourCodes: ['9333'],
    });
  });

  it('a fault on the header or at level 2: a header only', () => {
    expect(answer(two, { messages: ['B1'] })).toMatchObject({ header: { retourCodes: ['9056'] } });
    expect(answer(two, { messages: ['B1'] })).not.toHaveProperty('declaratieAntwoord');
    const technical = buildJw325(two, refuseTechnically(two), { ...facts, xsltVersie: '2.10.5' });
    expect(technical).toMatchObject({ header: { retourCodes: ['0001'], xsltVersie: '2.10.5' } });
    expect(technical).not.toHaveProperty('declaratieAntwoord');
  });

  it('approved credits above approved debits: granted as credit', () => {
    const old = line('OLD');
    const lines = {
      OLD: {
        status: 'approved',
        credited: false,
        isOwn: true,
        client: 'client-1',
        debitOrCredit: 'D',
        key: deliveryKey(old),
        unit: '04',
        volume: 3,
        cents: 27720,
      },
    } as const;
    expect(answer(declarationOf(jw323([[creditOf(old, 'N')]])), { lines }).declaratieAntwoord).toMatchObject({
      totaalToegekendBedrag: { totaalBedrag: 27720, debetCredit: 'C' },
      retourCodes: ['8001'],
    });
  });
});

const answered = ({ declaratieAntwoord }: JW325): JW325DeclaratieAntwoord => {
  if (!declaratieAntwoord) throw new Error('the answer has a header only');
  return declaratieAntwoord;
};

const anyLine = fc.record({
  reference: fc.integer({ min: 1, max: 12 }),
  isCredit: fc.boolean(),
  volume: fc.integer({ min: 0, max: 20 }),
  code: fc.constantFrom('45A04', '45A05'),
  cents: fc.constantFrom(9240, 9241),
});

type AnyLine = typeof anyLine extends fc.Arbitrary<infer T> ? T : never;

const toLine = ({ reference, isCredit, volume, code, cents }: AnyLine): JW323Prestatie => {
  const debit = line(isCredit ? `OLD${reference}` : `N${reference}`, {
    productCode: code,
    geleverdVolume: volume,
    productTarief: cents,
    ingediendBedrag: { bedrag: volume * cents, debetCredit: 'D' },
  });
  return isCredit ? creditOf(debit, `N${reference}`) : debit;
};

describe('TR342', () => {
  it('listed lines = submitted - granted, and the answer is a valid message, for any declaration', () => {
    const clients = fc.array(fc.array(anyLine.map(toLine), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 3,
    });
    const history = (credited: readonly JW323Prestatie[]): LedgerFacts => ({
      clients: bsn.slice(0, 2),
      assignments: [assignment({ code: undefined, frequency: '6', volume: 40 })],
      volume: { '04': 30 },
      lines: Object.fromEntries(
        credited.map((each) => [
          each.productReferentie.vorigReferentieNummer ?? '',
          {
            status: 'approved',
            credited: false,
            isOwn: true,
            client: 'client-1',
            debitOrCredit: 'D',
            key: deliveryKey(each),
            unit: '04',
            volume: each.geleverdVolume,
            cents: each.ingediendBedrag.bedrag,
          } as const,
        ]),
      ),
    });
    let listed = 0;
    fc.assert(
      fc.property(clients, (lines) => {
        const declaration = declarationOf(jw323(lines));
        const message = answer(
          declaration,
          history(lines.flat().filter((each) => each.ingediendBedrag.debetCredit === 'C')),
        );
        const { totaalIngediendBedrag, totaalToegekendBedrag, clienten = [] } = answered(message);
        const rejected = clienten.flatMap(({ prestaties }) => prestaties);
        listed += rejected.length;
        const sum = rejected.reduce((total, each) => total + signedLine(each), 0);
        expect(sum).toBe(signed(totaalIngediendBedrag) - signed(totaalToegekendBedrag));
        const text = writeMessage('JW325', message);
        expect(readJw325(text)).toMatchObject({ ok: true, value: message });
        if (hasSchemas) expect(officialProblem('JW325', text)).toBeUndefined();
      }),
      { numRuns: 150, seed: 342 },
    );
    expect(listed).toBeGreaterThan(100);
  });
});

/** Ledger for which the example declaration gets the example answer. */
function exampleLedger(): LedgerFacts {
  const from = toDay('2026-01-12');
  const hourly = { unit: '04', volume: 3, frequency: '2', from, to: toDay('2026-12-31') } as const;
  const january = {
    client: 'client-1',
    debitOrCredit: 'D',
    unit: '04',
    volume: 9,
    cents: 83160,
    status: 'approved',
    credited: false,
    isOwn: true,
  } as const;
  const key = '700101 45 2026-01-12 2026-01-31 45A04';
  return {
    clients: ['999900006', '999900018', '999900031', '999900043'],
    assignments: [
      assignment({ ...hourly, number: 700101 }),
      assignment({ ...hourly, number: 700102, client: 'client-2', code: '45A53' }),
      assignment({
        number: 700103,
        client: 'client-3',
        category: '43',
        code: '43A10',
        unit: '14',
        volume: 20,
        frequency: '6',
      }),
      assignment({
        number: 700106,
        client: 'client-3',
        category: '42',
        code: '42A03',
        unit: '84',
        volume: 8,
        frequency: '4',
        from: toDay('2026-02-10'),
      }),
      assignment({ number: 700104, client: 'client-4', code: '45A01', unit: '83', volume: 125000, frequency: '4' }),
    ],
    tariffs: {
      '45A04': { cents: 9240, unit: '04' },
      '45A53': { cents: 11700, unit: '04' },
      '43A10': { cents: 18500, unit: '14' },
      '42A03': { cents: 2750, unit: '84' },
    },
    products: { '45A01': { unit: '83' } },
    lines: { 'P-2026-01-00001': { ...january, key } },
    standing: { [key]: 'P-2026-01-00001' },
  };
}

const againstExamples = (): void =>
  describe('the example declaration', () => {
    it('gets the example answer', () => {
      const declaration = readTyped('JW323', example('example-jw323.xml'));
      const wanted = readJw325(example('example-jw325.xml'));
      if (!declaration.ok || !wanted.ok) throw new Error('the examples are not valid');
      expect(answer(declarationOf(declaration.value), exampleLedger())).toEqual(wanted.value);
    });
  });

if (hasExamples) againstExamples();
