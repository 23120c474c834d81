import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryMessage } from '../../test/arbitrary-message.js';
import { breaches301, product, products } from '../../test/breaches-of-assignments.js';
import { breaches323, head, lineAt, old, sound } from '../../test/breaches-of-declarations.js';
import { levelTwoBreaches } from '../../test/level-two-breaches.js';
import { changed, creditOf, day, jw301, jw305, jw323, line, period } from '../../test/messages.js';
import { jw325 } from '../../test/request-messages.js';
import { example, exampleNames } from '../../test/official.js';
import { buildRetour } from '../answer/build-retour.js';
import { refuseMessage } from '../decision/decide-message.js';
import type { MessageType } from '../generated/elements.js';
import type { MessageValues } from '../generated/messages.js';
import { messageTypes } from '../schema/schema.js';
import { levelTwoRules } from '../rules/level-two.js';
import { writeMessage } from '../write/write-message.js';
import { checkFile } from './check-file.js';

const today = day('2026-03-31');

/** `rule path` of every finding of a message. */
const found = <T extends MessageType>(message: T, value: MessageValues[T]): string[] =>
  checkFile(writeMessage(message, value), { today }).findings.map(({ rule, path }) => `${rule} ${path}`);

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

  it('TR302: accepts adjoining periods and removed assignments', () => {
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

  it('reports the line of the file', () => {
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

describe('level 2 of starts, stops, requests, replies and declaration answers', () => {
  const tables = levelTwoBreaches.filter(({ message }) => message !== 'JW301' && message !== 'JW323');

  it.each(tables)('finds nothing in a sound $message', ({ message, sound: value }) => {
    expect(found(message, value as MessageValues[typeof message])).toEqual([]);
  });

  const rows = tables.flatMap(({ message, sound: value, breaches }) =>
    breaches.map(([path, change, findings]) => [message, path, change, findings, value] as const),
  );

  it.each(rows)('%s: %j = %j breaks %j', (message, path, change, findings, value) => {
    expect(found(message, changed(value, path, change) as MessageValues[typeof message]).sort()).toEqual(
      [...findings].sort(),
    );
  });
});

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
  it.each(messageTypes)('%s: gives a verdict on any value that fits the tables', (type) => {
    fc.assert(
      fc.property(arbitraryMessage(type), (value) => {
        const { xsdValid, findings } = checkFile(writeMessage(type, value), { today });
        expect(xsdValid).toBe(true);
        expect(findings.every(({ path, level }) => path.startsWith('/Bericht/') && level > 1)).toBe(true);
      }),
      { numRuns: 60, seed: 315 },
    );
  });

  it('gives a verdict on the first possible day', () => {
    const first = changed(jw305(), ['header', 'berichtIdentificatie', 'dagtekening'], '0001-01-01');
    expect(found('JW305', changed(first, ['client', 'geboortedatum', 'datum'], '0001-01-01'))).toEqual([
      `TR134 /Bericht/Client/StartProducten/StartProduct[1]/Begindatum`,
      `TR134 /Bericht/Client/StartProducten/StartProduct[2]/Begindatum`,
    ]);
    const declared = changed(
      changed(sound(), ['header', 'berichtIdentificatie', 'dagtekening'], '0001-01-01'),
      head('declaratieDagtekening'),
      '0001-01-01',
    );
    expect(found('JW323', declared)).toContain('TR137 /Bericht/Declaratie/DeclaratiePeriode/Einddatum');
  });

  it('has a test above for every rule it knows', () => {
    const broken = levelTwoBreaches.flatMap(({ breaches }) =>
      breaches.flatMap(([, , findings]) => findings.map((finding) => finding.split(' ')[0])),
    );
    const elsewhere = ['TR315'];
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

  it('TR135: refuses an answer to a declaration from the future, and does not check the header of a retour', () => {
    const later = changed(jw325(), ['header', 'declaratieIdentificatie', 'dagtekening'], '2026-04-01');
    expect(found('JW325', later)).toEqual(['TR135 /Bericht/Header/DeclaratieIdentificatie/Dagtekening']);
    const retour = buildRetour({ type: 'JW305', value: jw305() }, refuseMessage([]), {
      identificatie: 'RT1',
      dagtekening: day('2026-04-01'),
    });
    expect(found('JW306', changed(retour, ['header', 'berichtIdentificatie', 'dagtekening'], '2026-04-01'))).toEqual(
      [],
    );
  });

  it('TR314: finds a reference number that two clients of one message share', () => {
    expect(found('JW323', jw323([[line('A')], [line('B'), line('A', { toewijzingNummer: 700102 })]]))).toEqual([
      `TR314 ${lineAt(2, 2)}/ProductReferentie`,
    ]);
  });

  it('TR319, TR346: judges lines by the declaration alone', () => {
    const late = line('A', { productPeriode: period('2026-03-01', '2026-03-31') });
    const signed = changed(jw323([[late]]), ['header', 'berichtIdentificatie', 'dagtekening'], '2026-03-31');
    expect(
      checkFile(writeMessage('JW323', changed(signed, head('declaratieDagtekening'), '2026-03-31')), { today }),
    ).toMatchObject({
      level: 3,
      findings: [{ rule: 'TR319', code: '9319', path: lineAt(1, 1) }],
    });
    const dear = line('A', { ingediendBedrag: { bedrag: 27721, debetCredit: 'D' } });
    expect(checkFile(writeMessage('JW323', jw323([[dear]])), { today })).toMatchObject({
      level: 4,
      findings: [{ rule: 'TR346', code: '9346', path: `${lineAt(1, 1)}/IngediendBedrag` }],
    });
    expect(found('JW323', jw323([[{ ...dear, eenheid: '01' }]]))).toEqual([]);
  });

  it('stops at level 1, with place, line and remedy, and nothing about the client', () => {
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

  it('names no message type for a file that is not a message', () => {
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
