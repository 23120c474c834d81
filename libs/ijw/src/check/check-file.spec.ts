import { describe, expect, it } from '@jest/globals';
import { changed, creditOf, day, jw301, jw305, jw307, jw323, line, period } from '../../test/messages.js';
import { example, exampleNames } from '../../test/official.js';
import type { MessageType } from '../generated/elements.js';
import type { MessageValues } from '../generated/messages.js';
import { levelTwoRules } from '../rules/level-two.js';
import { writeMessage } from '../write/write-message.js';
import { checkFile } from './check-file.js';

const today = day('2026-03-31');

/** `rule path` of every finding of a message. */
const found = <T extends MessageType>(message: T, value: MessageValues[T]): string[] =>
  checkFile(writeMessage(message, value), { today }).findings.map(({ rule, path }) => `${rule} ${path}`);

const client = '/Bericht/Client';
const product = (number: number) => `${client}/ToegewezenProducten/ToegewezenProduct[${number}]`;
const contact = (number: number) => `${client}/Contactgegevens/Contact[${number}]`;

type Breach = readonly [path: readonly (string | number)[], value: unknown, findings: readonly string[]];

const products = (index: number, field: string) => ['client', 'toegewezenProducten', index, field];
const contacts = (index: number, field: string) => ['client', 'contactgegevens', index, field];

const breaches301: readonly Breach[] = [
  [['client', 'bsn'], '999900007', [`CS002 ${client}/Bsn`]],
  [['client', 'geboortedatum', 'datum'], '1906-01-08', [`TR002 ${client}/Geboortedatum/Datum`]],
  [['client', 'geboortedatum', 'datum'], '2026-01-10', [`TR134 ${client}/Geboortedatum/Datum`]],
  [['client', 'geboortedatum', 'datumGebruik'], '1', [`CS139 ${client}/Geboortedatum/DatumGebruik`]],
  [['client', 'geboortedatum', 'datumGebruik'], '3', [`CS139 ${client}/Geboortedatum/DatumGebruik`]],
  [
    ['client', 'relaties', 0, 'geboortedatum', 'datum'],
    '1984-02-01',
    [`CS139 ${client}/Relaties/Relatie[1]/Geboortedatum/DatumGebruik`],
  ],
  [['client', 'relaties', 0, 'naam', 'naamGebruik'], '6', [`CS050 ${client}/Relaties/Relatie[1]/Naam/NaamGebruik`]],
  [['client', 'relaties', 1, 'naam', 'naamGebruik'], '2', [`CS050 ${client}/Relaties/Relatie[2]/Naam/NaamGebruik`]],
  [['client', 'relaties', 1, 'nummer'], '1', [`TR101 ${client}/Relaties/Relatie[2]/Nummer`]],
  [['client', 'naam', 'naamGebruik'], '6', [`CS318 ${client}/Naam`]],
  [['client', 'communicatie'], { vorm: '1' }, [`CD007 ${client}/Communicatie/Taal`]],
  [['client', 'communicatie', 'vorm'], '2', [`CD007 ${client}/Communicatie/Taal`]],
  [contacts(0, 'soort'), '04', [`TR061 ${client}`, `TR101 ${contact(2)}/Soort`]],
  [contacts(1, 'soort'), '02', [`CD009 ${contact(2)}/Periode`]],
  [contacts(1, 'periode'), period('2026-02-02', '2026-02-01'), [`CS003 ${contact(2)}/Periode/Einddatum`]],
  [contacts(1, 'adres'), undefined, [`TR006 ${contact(2)}`]],
  [['client', 'contactgegevens', 0, 'adres', 'postcode'], '3311 AA', [`CS089 ${contact(1)}/Adres/Postcode`]],
  [['client', 'contactgegevens', 1, 'adres', 'landCode'], undefined, [`CD005 ${contact(2)}/Adres/LandCode`]],
  [
    ['client', 'contactgegevens', 1, 'adres', 'huis'],
    undefined,
    [`TR006 ${contact(2)}`, `CD025 ${contact(2)}/Adres/Huis`],
  ],
  [contacts(0, 'adres'), { huis: { huisnummer: 1 } }, [`TR006 ${contact(1)}`, `CD034 ${contact(1)}/Adres/Postcode`]],
  [products(1, 'toewijzingNummer'), 1, [`TR101 ${product(2)}/ToewijzingNummer`]],
  [products(0, 'toewijzingsdatum'), '2026-01-10', [`TR134 ${product(1)}/Toewijzingsdatum`]],
  [products(0, 'einddatum'), '2026-01-11', [`CS003 ${product(1)}/Einddatum`]],
  [products(0, 'omvang'), undefined, [`CD041 ${product(1)}/Omvang`]],
  [products(1, 'einddatum'), undefined, [`CD075 ${product(2)}/Einddatum`]],
  [products(0, 'einddatum'), undefined, [`CD076 ${product(1)}/Einddatum`]],
  [products(0, 'budget'), 1, [`CD077 ${product(1)}/Omvang`, `CD078 ${product(1)}/Budget`]],
  [
    products(1, 'omvang'),
    { volume: 1, eenheid: '04', frequentie: '6' },
    [`CD077 ${product(2)}/Omvang`, `CD078 ${product(2)}/Budget`, `CD080 ${product(2)}/Omvang`],
  ],
  [products(1, 'budget'), undefined, []],
  [products(1, 'product'), undefined, [`TR302 ${product(2)}`]],
  [products(0, 'redenWijziging'), '13', [`CS335 ${product(1)}/RedenWijziging`]],
  [products(0, 'redenWijziging'), '01', [`CS336 ${product(1)}/RedenWijziging`]],
  [['client', 'toegewezenProducten', 2, 'omvang', 'frequentie'], '1', [`CS338 ${product(3)}/Omvang`]],
  [products(1, 'product'), { categorie: '44' }, [`TR302 ${product(2)}`]],
  [products(2, 'product'), { categorie: '45', code: '45A04' }, [`TR302 ${product(1)}`]],
  [products(2, 'product'), { categorie: '45', code: '45A05' }, []],
];

describe('level 2 of an assignment', () => {
  it('finds nothing in a sound message', () => {
    expect(checkFile(writeMessage('JW301', jw301()), { today })).toEqual({
      message: 'JW301',
      xsdValid: true,
      level: null,
      findings: [],
    });
  });

  it.each(breaches301)('%j = %j breaks %j', (path, value, findings) => {
    expect(found('JW301', changed(jw301(), path, value))).toEqual(findings);
  });

  it('CD079: finds a product missing without a budget', () => {
    const message = changed(changed(jw301(), products(1, 'product'), undefined), products(1, 'budget'), undefined);
    expect(found('JW301', message)).toContain(`CD079 ${product(2)}/Product`);
  });

  it('TR302: leaves adjoining periods and removed assignments alone', () => {
    const twice = changed(jw301(), products(2, 'product'), { categorie: '45', code: '45A04' });
    expect(found('JW301', changed(twice, products(2, 'einddatum'), '2026-01-11'))).toEqual([]);
    expect(found('JW301', changed(twice, products(2, 'einddatum'), '2026-01-12'))).toEqual([`TR302 ${product(1)}`]);
    const removed = changed(
      changed(twice, products(0, 'redenWijziging'), '13'),
      products(0, 'einddatum'),
      '2026-01-12',
    );
    expect(found('JW301', removed)).toEqual([]);
  });

  it('points at the line of the file', () => {
    const text = writeMessage('JW301', changed(jw301(), products(2, 'redenWijziging'), '13'));
    const [finding] = checkFile(text, { today }).findings;
    expect(
      text
        .split('\r\n')
        .at((finding?.line ?? 0) - 1)
        ?.trim(),
    ).toBe('<jw301:ToegewezenProduct>');
    expect(text.split('\r\n').at(finding?.line ?? 0)).toContain('>3<');
  });
});

const start = (number: number) => `${client}/StartProducten/StartProduct[${number}]`;
const stop = (number: number) => `${client}/StopProducten/StopProduct[${number}]`;
const starts = (index: number, field: string) => ['client', 'startProducten', index, field];
const stops = (index: number, field: string) => ['client', 'stopProducten', index, field];

describe('level 2 of starts and stops', () => {
  it('finds nothing in sound messages', () => {
    expect([found('JW305', jw305()), found('JW307', jw307())]).toEqual([[], []]);
  });

  it.each<Breach>([
    [['client', 'bsn'], '123456789', [`CS002 ${client}/Bsn`]],
    [
      ['client', 'geboortedatum'],
      { datum: '2012-05-21', datumGebruik: '2' },
      [`CS139 ${client}/Geboortedatum/DatumGebruik`],
    ],
    [['client', 'geboortedatum', 'datum'], '1906-01-19', [`TR002 ${client}/Geboortedatum/Datum`]],
    [['client', 'geboortedatum', 'datum'], '1906-01-20', []],
    [['client', 'geboortedatum'], { datum: '1900-01-01', datumGebruik: '3' }, []],
    [['client', 'geboortedatum', 'datum'], '2026-01-21', [`TR134 ${client}/Geboortedatum/Datum`]],
    [starts(1, 'statusAanlevering'), '2', [`CS058 ${start(2)}/StatusAanlevering`]],
    [starts(1, 'begindatum'), '2026-01-21', [`TR134 ${start(2)}/Begindatum`]],
    [starts(1, 'begindatum'), '2026-01-12', [`TR101 ${start(2)}`]],
  ])('JW305: %j = %j breaks %j', (path, value, findings) => {
    expect(found('JW305', changed(jw305(), path, value))).toEqual(findings);
  });

  it.each<Breach>([
    [stops(1, 'statusAanlevering'), '9', [`CS058 ${stop(2)}/StatusAanlevering`]],
    [stops(1, 'einddatum'), '2026-03-25', [`TR134 ${stop(2)}/Einddatum`]],
    [stops(1, 'einddatum'), '2026-01-11', [`TR018 ${stop(2)}/Einddatum`]],
    [stops(1, 'einddatum'), '2026-01-12', []],
    [['client', 'stopProducten', 1], jw307().client.stopProducten[0], [`TR101 ${stop(2)}`]],
  ])('JW307: %j = %j breaks %j', (path, value, findings) => {
    expect(found('JW307', changed(jw307(), path, value))).toEqual(findings);
  });
});

const lineAt = (clientNumber: number, number: number) =>
  `/Bericht/Declaratie/Clienten/Client[${clientNumber}]/Prestaties/Prestatie[${number}]`;
const old = line('OLD', { productPeriode: period('2026-01-12', '2026-01-31') });
const sound = () =>
  jw323([[line('A'), creditOf(old, 'B'), { ...old, productReferentie: { referentieNummer: 'C' } }], [line('D')]]);
const head = (...fields: string[]) => ['declaratie', ...fields];
const lines = (index: number, ...fields: string[]) => ['declaratie', 'clienten', 0, 'prestaties', index, ...fields];
const inEuro = line('A', { eenheid: '83', productTarief: undefined, geleverdVolume: 27720 });

const breaches323: readonly Breach[] = [
  [['declaratie', 'clienten', 1, 'bsn'], '999900007', ['CS002 /Bericht/Declaratie/Clienten/Client[2]/Bsn']],
  [['declaratie', 'clienten', 1, 'bsn'], '999900006', ['TR101 /Bericht/Declaratie/Clienten/Client[2]/Bsn']],
  [
    lines(0, 'productPeriode'),
    period('2020-12-01', '2020-12-31'),
    [`CS100 ${lineAt(1, 1)}/ProductPeriode`, `TR335 ${lineAt(1, 1)}/ProductPeriode`],
  ],
  [lines(0, 'productPeriode'), period('2021-03-01', '2021-03-04'), [`TR335 ${lineAt(1, 1)}/ProductPeriode`]],
  [lines(0, 'productPeriode'), period('2021-03-01', '2021-03-05'), []],
  [head('declaratiePeriode'), period('2020-12-01', '2020-12-31'), ['CS100 /Bericht/Declaratie/DeclaratiePeriode']],
  [head('declaratiePeriode'), period('2026-02-01', '2026-02-27'), ['CS340 /Bericht/Declaratie/DeclaratiePeriode']],
  [head('declaratiePeriode'), period('2026-01-01', '2026-02-28'), ['CS340 /Bericht/Declaratie/DeclaratiePeriode']],
  [
    head('declaratiePeriode'),
    period('2026-04-01', '2026-04-30'),
    ['TR134 /Bericht/Declaratie/DeclaratiePeriode/Begindatum', 'TR137 /Bericht/Declaratie/DeclaratiePeriode/Einddatum'],
  ],
  [
    lines(0, 'productPeriode'),
    period('2026-03-06', '2026-03-06'),
    [`TR134 ${lineAt(1, 1)}/ProductPeriode/Begindatum`, `TR137 ${lineAt(1, 1)}/ProductPeriode/Einddatum`],
  ],
  [lines(0, 'productPeriode'), period('2026-02-02', '2026-02-01'), [`TR137 ${lineAt(1, 1)}/ProductPeriode/Einddatum`]],
  [lines(0, 'productPeriode'), period('2026-01-31', '2026-02-28'), [`CS337 ${lineAt(1, 1)}/ProductPeriode`]],
  [lines(0), { ...inEuro, geleverdVolume: 27721 }, [`CS339 ${lineAt(1, 1)}/IngediendBedrag`]],
  [lines(0), { ...inEuro, productTarief: 1 }, [`CD087 ${lineAt(1, 1)}/ProductTarief`]],
  [lines(0), inEuro, []],
  [lines(0, 'productTarief'), undefined, [`CD087 ${lineAt(1, 1)}/ProductTarief`]],
  [
    lines(1, 'productReferentie', 'vorigReferentieNummer'),
    undefined,
    [`CD060 ${lineAt(1, 2)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    lines(0, 'productReferentie', 'vorigReferentieNummer'),
    'X',
    [`CD060 ${lineAt(1, 1)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    lines(1, 'productReferentie', 'vorigReferentieNummer'),
    'D',
    [`TR316 ${lineAt(1, 2)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    lines(1, 'productReferentie', 'vorigReferentieNummer'),
    'B',
    [`TR316 ${lineAt(1, 2)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [lines(2, 'productReferentie', 'referentieNummer'), 'A', [`TR101 ${lineAt(1, 3)}/ProductReferentie`]],
  [['declaratie', 'clienten', 1, 'prestaties', 0, 'productReferentie', 'referentieNummer'], 'A', []],
  [lines(2, 'productPeriode'), period('2026-02-01', '2026-02-28'), [`TR416 ${lineAt(1, 3)}`]],
  [head('totaalIngediendBedrag', 'totaalBedrag'), 55439, ['TR358 /Bericht/Declaratie/TotaalIngediendBedrag']],
  [head('totaalIngediendBedrag', 'debetCredit'), 'C', ['TR358 /Bericht/Declaratie/TotaalIngediendBedrag']],
];

describe('level 2 of a declaration', () => {
  it('finds nothing in a sound message', () => {
    expect(found('JW323', sound())).toEqual([]);
  });

  it.each(breaches323)('%j = %j breaks %j', (path, value, findings) => {
    expect(found('JW323', changed(sound(), path, value)).sort()).toEqual([...findings].sort());
  });

  it('TR315: finds a line credited twice, also in another client', () => {
    const twice = jw323([[creditOf(old, 'B')], [creditOf(old, 'C')]]);
    expect(found('JW323', twice)).toEqual([`TR315 ${lineAt(2, 1)}/ProductReferentie/VorigReferentieNummer`]);
  });

  it('CS325: zero is debit, in the total and on a line', () => {
    const nothing = line('A', { geleverdVolume: 0, ingediendBedrag: { bedrag: 0, debetCredit: 'D' } });
    expect(found('JW323', jw323([[nothing]]))).toEqual([]);
    const credited = changed(
      jw323([[creditOf({ ...nothing, productReferentie: { referentieNummer: 'X' } }, 'A')]]),
      head('totaalIngediendBedrag', 'debetCredit'),
      'C',
    );
    expect(found('JW323', credited).sort()).toEqual([
      `CS325 ${lineAt(1, 1)}/IngediendBedrag/DebetCredit`,
      'CS325 /Bericht/Declaratie/TotaalIngediendBedrag/DebetCredit',
      'TR358 /Bericht/Declaratie/TotaalIngediendBedrag',
    ]);
  });

  it('accepts a net negative declaration marked C', () => {
    expect(found('JW323', jw323([[creditOf(old, 'B')]]))).toEqual([]);
  });
});

describe('checking a file', () => {
  it('has a test above for every rule it knows', () => {
    const broken = [...breaches301, ...breaches323].flatMap(([, , findings]) =>
      findings.map((finding) => finding.split(' ')[0]),
    );
    const elsewhere = ['CD079', 'TR315', 'CS325', 'CS058', 'TR018'];
    expect(new Set([...broken, ...elsewhere])).toEqual(new Set(levelTwoRules.map(({ rule }) => rule)));
  });

  it('TR135: refuses a message from the future at level 4, on the day before but not on the day itself', () => {
    const text = writeMessage('JW323', jw323([[line('A')]]));
    expect(checkFile(text, { today: day('2026-03-04') })).toMatchObject({
      xsdValid: true,
      level: 4,
      findings: [{ rule: 'TR135', code: '8848' }],
    });
    expect(checkFile(text, { today: day('2026-03-05') }).level).toBeNull();
  });

  it('stops at level 1, with place, line and remedy, and says nothing about the client', () => {
    const text = writeMessage('JW323', changed(sound(), ['declaratie', 'clienten', 1, 'bsn'], '999900007')).replace(
      '>45A04<',
      '><',
    );
    const report = checkFile(text, { today });
    expect(report).toMatchObject({ message: 'JW323', xsdValid: false, level: 1 });
    expect(report.findings).toEqual([
      {
        rule: 'XSD',
        level: 1,
        code: null,
        path: `${lineAt(1, 1)}/ProductCode`,
        line: text.split('\r\n').findIndex((each) => each.includes('ProductCode><')) + 1,
        text: 'ProductCode moet 1 tot en met 5 tekens lang zijn en moet op één regel staan en mag niet alleen uit spaties bestaan.',
      },
    ]);
    expect(JSON.stringify(report)).not.toMatch(/\d{9}/);
  });

  it('calls a file that is no message by no name', () => {
    expect(checkFile('<a/>', { today })).toMatchObject({ message: null, xsdValid: false, level: 1 });
  });
});

const examples = (): void =>
  describe('the example messages', () => {
    it.each(exampleNames())('%s has no faults', (name) => {
      expect(checkFile(example(name), { today: day('2026-11-22') })).toMatchObject({
        xsdValid: true,
        level: null,
        findings: [],
      });
    });
  });

if (exampleNames().length > 0) examples();
