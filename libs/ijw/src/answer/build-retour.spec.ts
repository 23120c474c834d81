import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryMessage } from '../../test/arbitrary-message.js';
import { soundMessages } from '../../test/ledger-breach.js';
import { ledgerBreaches } from '../../test/ledger-breaches.js';
import { historyOf } from '../../test/message-ledgers.js';
import { changed, day } from '../../test/messages.js';
import { example, exampleNames, hasSchemas, officialProblem } from '../../test/official.js';
import { checkFile } from '../check/check-file.js';
import { decideMessage, refuseMessage, type MessageDecision, type MessageOf } from '../decision/decide-message.js';
import { readMessage } from '../read/read-message.js';
import { writeMessage } from '../write/write-message.js';
import { buildRetour, retourTypes, type RetourOf } from './build-retour.js';

const today = day('2026-03-31');
const facts = { identificatie: 'RT1', dagtekening: today };
const accepted: MessageDecision = { accepted: true, header: [], classes: new Map(), findings: [] };
const types = Object.keys(retourTypes) as (keyof RetourOf)[];

/** The retour as a value, after being written and read back. */
function readBack<T extends keyof RetourOf>(message: MessageOf<T>, decision: MessageDecision): unknown {
  const text = writeMessage(retourTypes[message.type], buildRetour(message, decision, facts));
  if (hasSchemas) expect(officialProblem(retourTypes[message.type], text)).toBeUndefined();
  const read = readMessage(text);
  return read.ok ? read.message.value : read.findings;
}

describe('a retour', () => {
  it.each(types)('of a %s without faults is its header, unchanged, with the code of the retour', (type) => {
    const message: MessageOf<keyof RetourOf> = soundMessages[type];
    const retour = readBack(message, accepted);
    expect(retour).toEqual({
      header: {
        ...message.value.header,
        berichtCode: String(Number(message.value.header.berichtCode) + 1),
        identificatieRetour: 'RT1',
        dagtekeningRetour: today,
        xsdVersieRetour: { basisschemaXsdVersie: '1.0.0', berichtXsdVersie: '1.0.0' },
      },
    });
  });

  it.each(types)('of a %s that breaks level 2 has code 0001 and the version of the XSLT, if one was used', (type) => {
    const message: MessageOf<keyof RetourOf> = soundMessages[type];
    expect(buildRetour(message, refuseMessage([]), { ...facts, xsltVersie: '2.10.5' })).toEqual({
      header: expect.objectContaining({ retourCodes: ['0001'], xsltVersie: '2.10.5' }),
    });
  });

  it('reports everything below a faulty class as not checked', () => {
    const decision = decideMessage<'JW317'>(soundMessages.JW317, historyOf({ clients: [] }), { today });
    expect(readBack(soundMessages.JW317, decision)).toMatchObject({
      header: { retourCodes: ['0200'] },
      client: {
        retourCodes: ['8187'],
        verzoek: {
          retourCodes: ['0233'],
          ongewijzigdeProducten: [{ retourCodes: ['0233'] }],
          nieuweProducten: [{ retourCodes: ['0233'] }, { retourCodes: ['0233'] }],
        },
      },
    });
  });

  it('copies valid relations and contacts of a client', () => {
    const decision = decideMessage<'JW301'>(soundMessages.JW301, historyOf({ products: false }), { today });
    expect(readBack(soundMessages.JW301, decision)).toMatchObject({
      client: {
        retourCodes: ['0200'],
        relaties: [{ retourCodes: ['0200'], contact: { retourCodes: ['0200'] } }, { retourCodes: ['0200'] }],
        contactgegevens: [{ retourCodes: ['0200'] }, { retourCodes: ['0200'] }],
        toegewezenProducten: [{ retourCodes: ['S329'] }, { retourCodes: ['0200'] }, { retourCodes: ['S329'] }],
      },
    });
  });

  const answered = ledgerBreaches.filter(({ message }) => message.type !== 'JW325');

  it.each(answered)(
    'of a $message.type with $breaks is valid and contains every code',
    ({ message, history, breaks }) => {
      if (message.type === 'JW325') return;
      const judged: MessageOf<keyof RetourOf> = message;
      const decision = decideMessage<keyof RetourOf>(judged, historyOf(history), { today });
      const retour = JSON.stringify(readBack(judged, decision));
      for (const broken of breaks) expect(retour).toContain(`"${broken.split(' ')[1]}"`);
      const file = writeMessage(retourTypes[judged.type], buildRetour(judged, decision, facts));
      expect(checkFile(file, { today: day('2027-01-01') }).findings).toEqual([]);
    },
  );
});

/** One path for every class of a message that gets codes in a retour. */
function someClass(type: keyof RetourOf): readonly string[] {
  return {
    JW301: [
      '/Bericht/Client',
      '/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]',
      '/Bericht/Client/Contactgegevens/Contact[1]',
    ],
    JW305: ['/Bericht/Client', '/Bericht/Client/StartProducten/StartProduct[1]'],
    JW307: ['/Bericht/Client', '/Bericht/Client/StopProducten/StopProduct[1]'],
    JW315: ['/Bericht/Client', '/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]'],
    JW317: ['/Bericht/Client', '/Bericht/Client/Verzoek'],
    JW319: ['/Bericht/Antwoord'],
  }[type];
}

describe('a retour of any message that fits the tables', () => {
  it.each(types)('%s: written and read again, the message is the same and valid', (type) => {
    fc.assert(
      fc.property(arbitraryMessage(type), fc.subarray([...someClass(type)], { minLength: 1 }), (value, places) => {
        const message = { type, value } as MessageOf<keyof RetourOf>;
        const classes = new Map(places.map((place) => [place, ['9347'] as const]));
        const decision: MessageDecision = { accepted: false, header: ['0200'], classes, findings: [] };
        expect(readBack(message, decision)).toEqual(buildRetour(message, decision, facts));
        const own = decideMessage<keyof RetourOf>(message, historyOf(), { today });
        expect(readBack(message, own)).toEqual(buildRetour(message, own, facts));
        expect(own.accepted).toBe(own.header.length === 0);
      }),
      { numRuns: 25, seed: 302 },
    );
  });

  it('does not change the message', () => {
    const message = changed(soundMessages.JW305.value, ['client', 'bsn'], '999900018');
    const before = JSON.stringify(message);
    buildRetour({ type: 'JW305', value: message }, refuseMessage([]), facts);
    expect(JSON.stringify(message)).toBe(before);
  });
});

const published = 'example-jw306-level3-rejected.xml';

const againstTheExample = () =>
  describe('a retour after a fault on a class', () => {
    it('is the published example', () => {
      const read = readMessage(example(published));
      if (!read.ok || read.message.type !== 'JW306' || !read.message.value.client)
        throw new Error(`${published} is broken`);
      const { header, client } = read.message.value;
      const { afzender, ontvanger, berichtIdentificatie, xsdVersie } = header;
      const { retourCodes: ofClient, startProducten, ...person } = client;
      const starts = startProducten.map(({ retourCodes, ...start }) => ({ start, retourCodes }));
      const message: MessageOf<'JW305'> = {
        type: 'JW305',
        value: {
          header: { ...soundMessages.JW305.value.header, afzender, ontvanger, berichtIdentificatie, xsdVersie },
          client: { ...person, startProducten: starts.map(({ start }) => start) },
        },
      };
      expect([ofClient, ...starts.map(({ retourCodes }) => retourCodes)]).toEqual([
        ['0200'],
        ['9063'],
        ['0200'],
        ['0200'],
      ]);
      const classes = new Map([['/Bericht/Client/StartProducten/StartProduct[1]', ['9063' as const]]]);
      const own = { identificatie: header.identificatieRetour, dagtekening: header.dagtekeningRetour };
      const decision: MessageDecision = { accepted: false, header: ['0200'], classes, findings: [] };
      expect(buildRetour(message, decision, own)).toEqual(read.message.value);
    });
  });

if (exampleNames().includes(published)) againstTheExample();
