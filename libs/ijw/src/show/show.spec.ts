import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryMessage } from '../../test/arbitrary-message.js';
import { creditOf, jw301, jw305, jw307, jw323, line } from '../../test/messages.js';
import { jw315, jw317, jw319, jw325 } from '../../test/request-messages.js';
import type { MessageType } from '../generated/elements.js';
import type { MessageValues } from '../generated/messages.js';
import { messageTypes } from '../schema/schema.js';
import { writeMessage } from '../write/write-message.js';
import { valueAt } from './fields.js';
import {
  declarationHeadOf,
  headFacts,
  LineAdder,
  lineColumns,
  openMessage,
  returnCodesInWords,
  tableColumns,
} from './index.js';
import type { MessageLine } from './message-lines.js';
import { linePlaces } from './lines/places.js';

const bytesOf = <T extends MessageType>(type: T, value: MessageValues[T]): Uint8Array =>
  new TextEncoder().encode(writeMessage(type, value));

const cellsOf = (lines: Iterable<MessageLine>, type: MessageType, cell: 'of' | 'masked') =>
  [...lines].map((each) => Object.fromEntries(lineColumns([type]).map((column) => [column.name, column[cell](each)])));

/** Simple values below a part of a message; a list of return codes counts as one. */
function leavesOf(value: unknown): number {
  if (Array.isArray(value)) return 1;
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : 1;
  return Object.values(value).reduce((sum: number, each) => sum + leavesOf(each), 0);
}

const tableOf = (type: MessageType, file: Uint8Array): string[][] =>
  [...openMessage(file).lines()].map((each) => tableColumns(type).map((column) => column.of(each)));

const wanted = { numRuns: 20, seed: 323 };

describe.each(messageTypes)('the lines of any %s', (type) => {
  const columns = lineColumns([type]);

  it('have columns with unique names, the same for any lines', () => {
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    expect(columns.slice(0, 2).map(({ name }) => name)).toEqual(['Bericht', 'Klasse']);
  });

  it('have every value of the line in a column', () => {
    fc.assert(
      fc.property(arbitraryMessage(type), (value) => {
        for (const each of openMessage(bytesOf(type, value)).lines()) {
          const other: MessageLine = { ...each, header: {}, body: {}, client: {} };
          const filled = columns.filter((column) => column.of(other) !== undefined).map(({ name }) => name);
          const own = ['Bericht', 'Klasse', 'ClientVolgnummer', 'RegelVolgnummer', 'IngediendBedrag.MetTeken'];
          expect(filled.filter((name) => !own.includes(name)).length).toBe(leavesOf(each.line));
        }
      }),
      wanted,
    );
  });

  it('are all lines of the message, in document order', () => {
    fc.assert(
      fc.property(arbitraryMessage(type), (value) => {
        const { clients, lists } = linePlaces[type];
        const parts = [valueAt(value, clients) ?? []].flat();
        const written = parts.flatMap((part) => lists.flatMap(({ path }) => valueAt(part, path) ?? []));
        expect([...openMessage(bytesOf(type, value)).lines()].map((each) => each.line)).toEqual(written);
      }),
      wanted,
    );
  });

  it('show people no full BSN, no name, no comment and no terminal control characters', () => {
    fc.assert(
      fc.property(arbitraryMessage(type), (value) => {
        const file = bytesOf(type, value);
        const message = openMessage(file);
        const clients = [...message.lines()].map(({ client }) => valueAt(client, ['bsn']));
        const shown = [...headFacts(message).flatMap(({ values }) => values), ...tableOf(type, file).flat()];
        const masked = cellsOf(message.lines(), type, 'masked').flatMap((row) => Object.values(row));
        for (const bsn of clients.filter((each) => typeof each === 'string')) {
          expect(shown.filter((text) => text.includes(bsn))).toEqual([]);
          expect(masked.filter((cell) => String(cell).includes(bsn))).toEqual([]);
        }
        expect(shown.filter((text) => /\p{Cc}/u.test(text))).toEqual([]);
      }),
      wanted,
    );
  });
});

describe('columns of messages of several types', () => {
  it('are those of each, every name once and of one kind', () => {
    const all = lineColumns(messageTypes);
    const names = all.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const type of messageTypes)
      for (const { name, kind } of lineColumns([type]))
        expect([name, all.find((column) => column.name === name)?.kind]).toEqual([name, kind]);
  });

  it('have one column for a name that several types have', () => {
    const columns = lineColumns(['JW317', 'JW315']);
    const references = (type: 'JW315' | 'JW317', file: Uint8Array) =>
      [...openMessage(file).lines()].map((each) => [
        each.type === type,
        columns.find(({ name }) => name === 'ReferentieAanbieder')?.of(each),
      ]);
    expect(references('JW315', bytesOf('JW315', jw315()))).toEqual([
      [true, 'R1'],
      [true, 'R2'],
      [true, 'R3'],
    ]);
    expect(new Set(references('JW317', bytesOf('JW317', jw317())).map(String))).toEqual(new Set(['true,R9']));
  });
});

describe('cells of a declared line', () => {
  const debit = line('A');
  const file = bytesOf('JW323', jw323([[debit, creditOf(line('OLD'), 'B')]]));
  const rows = (cell: 'of' | 'masked') => cellsOf(openMessage(file).lines(), 'JW323', cell);

  it('are money in eurocents, negative for credits, integers, and days and codes as text', () => {
    expect(rows('of')[1]).toMatchObject({
      Bericht: 'JW323',
      Klasse: 'Prestatie',
      ClientVolgnummer: 1,
      RegelVolgnummer: 2,
      Ontvanger: '0505',
      Bsn: '999900006',
      'ProductReferentie.VorigReferentieNummer': 'OLD',
      'ProductPeriode.Begindatum': '2026-02-01',
      GeleverdVolume: 3,
      ProductTarief: 9240,
      'IngediendBedrag.Bedrag': 27720,
      'IngediendBedrag.DebetCredit': 'C',
      'IngediendBedrag.MetTeken': -27720,
    });
    const kinds = new Map(lineColumns(['JW323']).map(({ name, kind }) => [name, kind]));
    expect(['Eenheid', 'GeleverdVolume', 'ProductTarief', 'ProductPeriode.Einddatum'].map((n) => kinds.get(n))).toEqual(
      ['text', 'integer', 'money', 'day'],
    );
  });

  it('contain the last digits of the BSN when masked, and all else unchanged', () => {
    expect(rows('masked')).toEqual(rows('of').map((row) => ({ ...row, Bsn: '******006' })));
  });

  it('are read again every time', () => {
    const message = openMessage(file);
    expect([...message.lines()]).toEqual([...message.lines()]);
  });
});

describe('masked cells of a request', () => {
  it('contain the initial of a referrer and no comment', () => {
    const request = jw315();
    const [first, second, third] = request.client.aangevraagdeProducten;
    if (!first || !second || !third) throw new Error('the request has three products');
    const products = [{ ...first, commentaar: 'belt Fictief' }, second, third];
    const file = bytesOf('JW315', { ...request, client: { ...request.client, aangevraagdeProducten: products } });
    const masked = cellsOf(openMessage(file).lines(), 'JW315', 'masked');
    expect(masked.map((row) => [row['Commentaar'], row['Verwijzer.Naam']])).toEqual([
      [undefined, undefined],
      [undefined, 'F.'],
      [undefined, undefined],
    ]);
    expect(cellsOf(openMessage(file).lines(), 'JW315', 'of')[0]?.['Commentaar']).toBe('belt Fictief');
  });
});

describe('a message for people', () => {
  const factsOf = <T extends MessageType>(type: T, value: MessageValues[T]) =>
    Object.fromEntries(headFacts(openMessage(bytesOf(type, value))).map(({ label, values }) => [label, values]));

  it('shows the client of an assignment by initials and year of birth, and counts the data that it does not show', () => {
    expect(factsOf('JW301', jw301())).toEqual({
      Bericht: ['JW301 (436), toewijzing'],
      Afzender: ['0505 Dordrecht'],
      Ontvanger: ['99990001'],
      Identificatie: ['T1 van 2026-01-09'],
      Client: ['BSN ******006'],
      Naam: ['S. V.'],
      Geboortejaar: ['2012'],
      Geslacht: ['2 Vrouwelijk'],
      Relaties: ['2'],
      Contactgegevens: ['2'],
    });
  });

  it('shows number, month and total of a declaration, and the granted amount of its answer', () => {
    expect(factsOf('JW323', jw323([[creditOf(line('OLD'), 'B')]]))).toMatchObject({
      Declaratienummer: ['DEC1'],
      Declaratieperiode: ['2026-02'],
      'Totaal ingediend': ['€ -277,20'],
    });
    expect(factsOf('JW325', jw325())).toMatchObject({
      'Codes van de header': ['0200 Geen opmerking over deze berichtklasse'],
      'Totaal toegekend': [expect.stringMatching(/^€ /)],
    });
  });

  it('shows the contents of requests and replies', () => {
    expect(factsOf('JW317', jw317())).toMatchObject({ Referentie: ['R9'], Reden: ['1 Verandering clientsituatie'] });
    expect(factsOf('JW319', jw319())).not.toHaveProperty('Client');
  });

  it.each([
    ['JW301', bytesOf('JW301', jw301()), ['', '1', '45 45A04', '2026-01-12 t/m 2026-12-31', '3 uur per week', '', '']],
    ['JW305', bytesOf('JW305', jw305()), ['1', '45', 'vanaf 2026-01-12', '3 Verwijderen aanlevering']],
    [
      'JW307',
      bytesOf('JW307', jw307()),
      ['1', '', '2026-01-12 t/m 2026-03-01', '20 Levering is tijdelijk beeindigd', '1 Eerste aanlevering'],
    ],
    ['JW317', bytesOf('JW317', jw317()), ['OngewijzigdProduct', '1', '', '', '', '']],
    [
      'JW323',
      bytesOf('JW323', jw323([[line('A')]])),
      ['1', '******006', 'A', '', '700101', '45 45A04', '2026-02', '3 uur', '€ 92,40', '€ 277,20'],
    ],
  ] as const)('has the main data of a %s in its first row', (type, file, row) => {
    expect(tableOf(type, file)[0]).toEqual(row);
  });

  it('has a volume in euros as an amount, and a credit with its sign and the credited line', () => {
    const euros = line('A', { eenheid: '83', geleverdVolume: 125000, productTarief: undefined });
    const table = tableOf('JW323', bytesOf('JW323', jw323([[euros, creditOf(line('OLD'), 'B')]])));
    expect(table.map((row) => [row[2], row[3], row[7], row[9]])).toEqual([
      ['A', '', '€ 1.250,00', '€ 277,20'],
      ['B', 'OLD', '3 uur', '€ -277,20'],
    ]);
  });

  it('has the codes of a refused client with those of its lines, each with its meaning', () => {
    const { clienten = [], ...answer } = jw325().declaratieAntwoord ?? { clienten: [] };
    const refused = clienten.map((client) => ({ ...client, retourCodes: ['8187'] as const }));
    const file = bytesOf('JW325', {
      ...jw325(),
      declaratieAntwoord: {
        ...(answer as NonNullable<MessageValues['JW325']['declaratieAntwoord']>),
        clienten: refused,
      },
    });
    const [first] = openMessage(file).lines();
    expect(tableOf('JW325', file)[0]?.at(-1)).toMatch(/ \(client 8187\)$/);
    expect(first && returnCodesInWords(first).at(-1)).toMatch(/^8187 [A-Z]/);
  });
});

describe('totals of lines', () => {
  const totalsOf = (file: Uint8Array) => {
    const adder = new LineAdder();
    for (const each of openMessage(file).lines()) adder.add(each);
    return adder.totals;
  };

  it('are lines, clients, debit, credit and net amount', () => {
    const lines = [[line('A'), creditOf(line('OLD'), 'B')], [line('C')]];
    expect(totalsOf(bytesOf('JW323', jw323(lines)))).toEqual({
      lines: 3,
      clients: 2,
      amounts: { debitCents: 55440, creditCents: 27720, netCents: 27720 },
    });
  });

  it('have no amounts for lines without amounts, and no clients for messages without clients', () => {
    expect(totalsOf(bytesOf('JW301', jw301()))).toEqual({ lines: 3, clients: 1, amounts: undefined });
    expect(totalsOf(bytesOf('JW319', jw319()))).toEqual({ lines: 1, clients: 0, amounts: undefined });
  });
});

describe('a file with a fault of level 1', () => {
  const broken = new TextEncoder().encode(writeMessage('JW323', jw323([[line('A')]])).replace('>3<', '>drie<'));

  it('is not read: the caller has to check it first', () => {
    expect(() => [...openMessage(broken).lines()]).toThrow(RangeError);
    expect(() => openMessage(new TextEncoder().encode('<a/>'))).toThrow(RangeError);
    expect(() => declarationHeadOf(bytesOf('JW305', jw305()))).toThrow(RangeError);
  });
});
