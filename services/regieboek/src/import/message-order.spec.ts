import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classify, type ImportFile } from './classify.js';
import { inCreationOrder } from './message-order.js';

const ns = (type: string) =>
  `xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema" xmlns:m="http://www.istandaarden.nl/ijw/3_2/${type}/schema"`;
const header = (code: string, identification: string, day: string) =>
  `<m:Header><m:BerichtCode>${code}</m:BerichtCode><m:BerichtVersie>3</m:BerichtVersie><m:BerichtSubversie>2</m:BerichtSubversie>` +
  `<m:Afzender>99990001</m:Afzender><m:Ontvanger>0505</m:Ontvanger><m:BerichtIdentificatie>` +
  `<ijw:Identificatie>${identification}</ijw:Identificatie><ijw:Dagtekening>${day}</ijw:Dagtekening></m:BerichtIdentificatie>` +
  `<m:XsdVersie><ijw:BasisschemaXsdVersie>1.0.0</ijw:BasisschemaXsdVersie><ijw:BerichtXsdVersie>1.0.0</ijw:BerichtXsdVersie>` +
  `</m:XsdVersie></m:Header>`;
const client =
  '<m:Bsn>999900109</m:Bsn><m:Geboortedatum><ijw:Datum>2012-04-01</ijw:Datum></m:Geboortedatum><m:Geslacht>2</m:Geslacht>' +
  '<m:Naam><ijw:Geslachtsnaam><ijw:Achternaam>Verzonnen</ijw:Achternaam></ijw:Geslachtsnaam><ijw:Voorletters>V</ijw:Voorletters></m:Naam>';
const DAY = '2025-09-20';
const start = (id: string, begin: string, status = '1', day = DAY) =>
  `<m:Bericht ${ns('jw305')}>${header('438', id, day)}<m:Client>${client}<m:StartProducten><m:StartProduct>` +
  `<m:ToewijzingNummer>1</m:ToewijzingNummer><m:Begindatum>${begin}</m:Begindatum><m:StatusAanlevering>${status}</m:StatusAanlevering>` +
  `</m:StartProduct></m:StartProducten></m:Client></m:Bericht>`;
const stop = (id: string, begin: string, end: string, { status = '1', reason = '31' } = {}) =>
  `<m:Bericht ${ns('jw307')}>${header('440', id, DAY)}<m:Client>${client}<m:StopProducten><m:StopProduct>` +
  `<m:ToewijzingNummer>1</m:ToewijzingNummer><m:Begindatum>${begin}</m:Begindatum><m:RedenBeeindiging>${reason}</m:RedenBeeindiging>` +
  `<m:Einddatum>${end}</m:Einddatum><m:StatusAanlevering>${status}</m:StatusAanlevering></m:StopProduct></m:StopProducten></m:Client></m:Bericht>`;
const declaration = (id: string, month: string, lines: readonly (readonly [own: string, previous?: string])[]) =>
  `<m:Bericht ${ns('jw323')}>${header('444', id, DAY)}<m:Declaratie><m:DeclaratiePeriode><ijw:Begindatum>${month}-01</ijw:Begindatum>` +
  `</m:DeclaratiePeriode></m:Declaratie>${lines
    .map(
      ([own, previous]) =>
        `<ijw:ReferentieNummer>${own}</ijw:ReferentieNummer>${previous ? `<ijw:VorigReferentieNummer>${previous}</ijw:VorigReferentieNummer>` : ''}`,
    )
    .join('')}</m:Bericht>`;

/** Files whose names do not reveal their order; `names` of the messages are for the expectation. */
const filesOf = (messages: Readonly<Record<string, string>>): (ImportFile & { readonly name: string })[] =>
  Object.entries(messages).map(([name, text], i) => {
    const content = Buffer.from(text);
    const path = `${(i * 7_919) % 10_007}.xml`;
    return { ...classify({ path, read: () => Promise.resolve(content) }, content), name };
  });

async function expectOrder(messages: Readonly<Record<string, string>>, ...order: string[]): Promise<void> {
  const files = filesOf(messages);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(files, { minLength: files.length }), async (shuffled) => {
      const ordered = await inCreationOrder(shuffled);
      expect(ordered.map(({ path }) => files.find((one) => one.path === path)?.name)).toEqual(order);
    }),
    { seed: 20250920, numRuns: 20 },
  );
}

describe('the order of messages, for any file names and any shuffle,', () => {
  it('is by day, then by identification, numbers compared as numbers', async () => {
    const messages = {
      later: start('A1', '2025-09-10', '1', '2025-09-21'),
      ten: start('S10', '2025-08-10'),
      nine: start('S9', '2025-08-10'),
    };
    await expectOrder(messages, 'nine', 'ten', 'later');
  });

  it('puts a removal before the start that is reported again', async () => {
    await expectOrder(
      { restart: start('SNEW', '2025-08-12'), removal: start('SREMOVE', '2025-08-10', '3') },
      'removal',
      'restart',
    );
  });

  it('keeps a start, its removal and the same start once more in their original order', async () => {
    const messages = {
      again: start('S3', '2025-08-10'),
      first: start('S1', '2025-08-10'),
      removal: start('S2', '2025-08-10', '3'),
    };
    await expectOrder(messages, 'first', 'removal', 'again');
  });

  it('puts a start before its stop, and that before the next start', async () => {
    const messages = {
      next: start('A', '2025-09-01'),
      stop: stop('B', '2025-08-10', '2025-08-20', { reason: '20' }),
      start: start('C', '2025-08-10'),
    };
    await expectOrder(messages, 'start', 'stop', 'next');
  });

  it('puts a temporary stop before the definitive one', async () => {
    const messages = {
      definitive: stop('A', '2025-08-10', '2025-09-01'),
      temporary: stop('B', '2025-08-10', '2025-08-20', { reason: '20' }),
    };
    await expectOrder(messages, 'temporary', 'definitive');
  });

  it('puts the removal of a stop before that of its start', async () => {
    const messages = {
      start: start('A', '2025-08-10', '3'),
      stop: stop('B', '2025-08-10', '2025-08-20', { status: '3' }),
    };
    await expectOrder(messages, 'stop', 'start');
  });

  it('puts a debit before its credit, and sorts by month', async () => {
    const messages = {
      credit: declaration('D1', '2025-09', [['R9', 'R1']]),
      debit: declaration('D2', '2025-09', [['R1']]),
      'month before': declaration('D3', '2025-08', [['R0']]),
    };
    await expectOrder(messages, 'month before', 'debit', 'credit');
  });

  it('is well-defined when they refer to each other in a circle', async () => {
    const messages = {
      one: declaration('D1', '2025-09', [['R1', 'R2']]),
      two: declaration('D2', '2025-09', [['R2', 'R1']]),
    };
    await expectOrder(messages, 'two', 'one');
  });

  it('is by content when nothing else distinguishes them', async () => {
    const a = declaration('D1', '2025-09', [['R1']]);
    const b = declaration('D1', '2025-09', [['R2']]);
    await expectOrder({ b, a }, 'a', 'b');
  });
});
