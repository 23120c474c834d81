import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checkFile, readMessage, type Message } from '@regieboek/ijw';
import type { DomainEvent } from '@regieboek/events';
import type { IntakeResult } from '@regieboek/intake';
import { assigned, bsn, day, jw301, jw305, jw307, otherBsn, provider, start, stopOf } from '../../test/messages.js';
import { intakeDatabase, PlacementsIntake, today } from '../../test/placements-intake.js';

const begin = '2026-01-12';
const contract = (forms: readonly 'ambulant'[]): DomainEvent => ({
  type: 'contracts.contract-agreed.v1',
  data: {
    region: 'zhz',
    provider,
    name: 'Voorbeeld Jeugdhulp',
    from: day('2024-01-01'),
    to: null,
    products: [],
    lumpSums: [
      {
        id: 'wijkteam',
        name: 'Wijkteam',
        from: day('2026-01-01'),
        to: day('2026-12-31'),
        yearlyCents: 1,
        forms: [...forms],
        key: { model: 'fixed', shares: { '0505': 1 } },
      },
    ],
    capacity: [],
  },
});

/** A declaration of one line on an assignment, a debit or the credit of an earlier one; not concluded when `decided` is false. */
const declaration = (number: number, previous: string | null, decided = true): DomainEvent[] => {
  const head = {
    provider,
    municipality: '0505',
    messageId: 'D',
    messageDate: day('2026-03-05'),
    number: 'DEC',
    period: '2026-02' as never,
    declarationDate: day('2026-03-05'),
    submittedCents: 1,
    lineCount: 1,
    message: 'f2'.repeat(32),
  };
  const line = {
    place: 0,
    reference: previous === null ? 'L' : 'C',
    previous,
    youth: null,
    assignment: number,
    category: '45',
    code: '45A04',
    from: day('2026-02-01'),
    to: day('2026-02-28'),
    volume: 1,
    unit: '04' as const,
    tariffCents: 1,
    cents: previous === null ? 1 : -1,
    codes: [],
  };
  const outcome = {
    headerCodes: ['0200'],
    declarationCodes: ['8001'],
    clientCodes: {},
    approvedCents: line.cents,
    approvedLines: 1,
    rejectedLines: 0,
    answerId: 'A1',
    answerDate: day('2026-03-05'),
  };
  return [
    { type: 'finance.declaration-received.v1', data: head },
    { type: 'finance.declaration-lines-decided.v1', data: { part: 0, lines: [line] } },
    ...(decided ? [{ type: 'finance.declaration-decided.v1', data: outcome } as const] : []),
  ];
};

describe('the retour to a message', () => {
  let own: Awaited<ReturnType<typeof intakeDatabase>>;
  let taking: PlacementsIntake;
  const take = (body: Uint8Array): Promise<IntakeResult> => taking.messages().take(body);

  beforeAll(async () => {
    own = await intakeDatabase();
  });
  beforeEach(async () => {
    taking = await PlacementsIntake.empty(own.database, own.pool);
  });
  afterEach(() => taking.close());
  afterAll(() => own.stop());

  /** The retour to a processed message, valid by our own check. */
  async function retourTo(taken: IntakeResult): Promise<Message> {
    const xml = await taking.answer(taken.message);
    expect(checkFile(xml, { today: day('2026-03-06') }).findings).toEqual([]);
    const read = readMessage(xml);
    if (!read.ok) throw new Error('not readable');
    return read.message;
  }

  /** Retour codes by the class that has them; those of the header under `Header`, and 0200 left out. */
  async function codesOf(taken: IntakeResult): Promise<Record<string, readonly string[]>> {
    const codes: Record<string, readonly string[]> = {};
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [field, each] of Object.entries(value) as [string, unknown][]) {
        if (field !== 'retourCodes') look(each, Array.isArray(value) ? `${path}[${Number(field) + 1}]` : field);
        else if (String(each) !== '0200') codes[path] = each as string[];
      }
    };
    look((await retourTo(taken)).value, '');
    return codes;
  }

  /** Processes a message, expects a refusal with these codes that records nothing, and returns the rules it names. */
  async function refusal(body: Uint8Array, codes: Record<string, readonly string[]>): Promise<string[]> {
    const before = await taking.log.head('zhz');
    const taken = await take(body);
    expect(taken).toMatchObject({ status: 'processed', region: 'zhz', events: 0, answer: { accepted: false } });
    expect(await codesOf(taken)).toEqual(codes);
    expect(await taking.log.head('zhz')).toBe(before);
    if (taken.status !== 'processed') throw new Error(taken.status);
    expect((await taking.store.find(taken.message))?.faults).toEqual(taken.answer?.faults);
    return (
      taken.answer?.faults.map(({ place, text }) => `${/\/Bericht.*/.exec(place)?.[0]} ${text.split(':')[0]}`) ?? []
    );
  }

  const accepted = async (body: Uint8Array, events: number): Promise<IntakeResult> => {
    const taken = await take(body);
    expect(taken).toMatchObject({ status: 'processed', events, answer: { accepted: true, faults: [] } });
    return taken;
  };

  it('of a message without faults is its header without codes, with its own identification and date', async () => {
    const body = jw301([assigned(1), assigned(2)], { identification: 'T1' });
    const message = await retourTo(await accepted(body, 3));
    expect(message).toMatchObject({
      type: 'JW302',
      value: {
        header: {
          afzender: '0505',
          ontvanger: provider,
          berichtIdentificatie: { identificatie: 'T1', dagtekening: '2026-01-09' },
          identificatieRetour: expect.stringMatching(/^R[0-9A-Z]{11}$/),
          dagtekeningRetour: '2026-03-06',
        },
      },
    });
    expect(Object.keys(message.value)).toEqual(['header']);
    expect('retourCodes' in message.value.header).toBe(false);
    const started = await accepted(jw305([start(1, begin)]), 1);
    expect(await retourTo(started)).toMatchObject({ type: 'JW306' });
    const stopped = await accepted(jw307([stopOf(start(1, begin), '2026-02-01')]), 1);
    expect(await retourTo(stopped)).toMatchObject({ type: 'JW308' });
  });

  it('of a fault of level 2 is its header with 0001, and the message is not checked further', async () => {
    const bad = jw301([assigned(1, { omvang: undefined }), assigned(2, { redenWijziging: '01' })]);
    const rules = await refusal(bad, { header: ['0001'] });
    expect(rules.sort()).toEqual([
      '/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang CD041 (0001)',
      '/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]/RedenWijziging CS336 (0001)',
    ]);
  });

  it('of a reused identification is its header with 9056, also when the first message was refused', async () => {
    await accepted(jw301([assigned(1)], { identification: 'T1' }), 2);
    await refusal(jw301([assigned(2)], { identification: 'T1' }), { header: ['9056'] });
    await refusal(jw305([start(4, begin)], { identification: 'S1' }), { 'startProducten[1]': ['9019'] });
    await refusal(jw305([start(1, begin)], { identification: 'S1' }), { header: ['9056'] });
    await accepted(jw305([start(1, begin)], { identification: 'T1' }), 1);
    await accepted(jw307([stopOf(start(1, begin), '2026-02-01')], { identification: 'S1' }), 1);
  });

  it('of a message from the future is its header with 8848, until that day only by a new message', async () => {
    const early = { signed: '2026-03-07' };
    await refusal(jw305([start(4, begin)], early), { header: ['8848'] });
    expect(await taking.messages(today + 1).take(jw305([start(4, begin)], early))).toMatchObject({
      answer: { faults: [{ text: expect.stringContaining('TR019 (9019)') }] },
    });
  });

  it('with one faulty product covers the whole message, with its code there and 0200 elsewhere', async () => {
    await accepted(jw301([assigned(2)], { of: otherBsn }), 2);
    const body = jw301([assigned(1), assigned(2)]);
    const rules = await refusal(body, { 'toegewezenProducten[2]': ['9332'] });
    expect(rules).toEqual(['/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]/ToewijzingNummer TR332 (9332)']);
    const { value } = await retourTo(await take(body));
    expect(value).toMatchObject({
      header: { retourCodes: ['0200'] },
      client: { bsn, retourCodes: ['0200'], toegewezenProducten: [{ retourCodes: ['0200'] }, {}] },
    });
    await refusal(jw301([assigned(2)], { of: otherBsn, to: '99990002' }), { 'toegewezenProducten[1]': ['9332'] });
  });

  it('of a refused message leaves no trace of its client', async () => {
    await refusal(jw301([assigned(1, { product: { categorie: '45', code: '44A09' } })]), {
      'toegewezenProducten[1]': ['S329'],
    });
    const { rows } = await taking.pool.query('SELECT 1 FROM placements.identity');
    expect(rows).toEqual([]);
  });

  it('refuses to remove an assignment with approved lines (TR385), but not once they are credited', async () => {
    const removal = () =>
      jw301([assigned(1, { einddatum: day(begin), redenWijziging: '13', toewijzingstijd: '11:00:00' })]);
    await accepted(jw301([assigned(1), assigned(2)]), 3);
    await taking.tell('declaration-1', ...declaration(1, null));
    await refusal(removal(), { 'toegewezenProducten[1]': ['9385'] });
    await taking.tell('declaration-2', ...declaration(1, 'L', false));
    await refusal(removal(), { 'toegewezenProducten[1]': ['9385'] });
    await taking.tell('declaration-3', ...declaration(1, 'L'));
    await accepted(removal(), 1);
  });

  it.each<[code: string, body: () => Uint8Array]>([
    ['9019', () => jw305([start(2, begin), start(4, begin)])],
    ['9019', () => jw305([start(2, begin), start(1, '2026-03-01')], { to: '99990002' })],
    ['9063', () => jw305([start(2, begin), start(1, '2026-01-13', { statusAanlevering: '3' })])],
    ['9063', () => jw305([start(2, begin), start(1, begin, { statusAanlevering: '3', product: { categorie: '45' } })])],
    ['9071', () => jw305([start(2, begin), start(3, begin, { statusAanlevering: '3' })])],
    ['9074', () => jw305([start(2, begin), start(3, begin)])],
    ['9326', () => jw305([start(2, begin), start(1, '2026-02-01')])],
  ])('to a start message refuses the start at fault with %s', async (code, body) => {
    await accepted(jw301([1, 2, 3].map((number) => assigned(number))), 4);
    await accepted(jw305([start(1, begin), start(3, begin)]), 2);
    await accepted(jw307([stopOf(start(3, begin), '2026-02-01')]), 1);
    const both = body().toString().includes('99990002');
    await refusal(body(), {
      ...(both ? { 'startProducten[1]': ['9019'] } : {}),
      'startProducten[2]': [code],
    });
  });

  it.each<[code: string, body: () => Uint8Array]>([
    ['9063', () => jw307([stopOf(start(1, begin), '2026-02-02', { statusAanlevering: '3' })])],
    ['9069', () => jw307([stopOf(start(1, '2026-01-13'), '2026-02-01')])],
    ['9069', () => jw307([stopOf(start(1, begin, { product: { categorie: '45' } }), '2026-02-01')])],
    ['9413', () => jw307([stopOf(start(2, begin), '2026-02-03', { redenBeeindiging: '20' })])],
    ['9414', () => jw307([stopOf(start(2, begin), '2026-01-31')])],
    ['9074,9415', () => jw307([stopOf(start(3, begin), '2026-02-01')])],
    ['9415', () => jw307([stopOf(start(3, begin), '2026-02-02')])],
  ])('to a stop message refuses the stop at fault with %s', async (codes, body) => {
    await accepted(jw301([1, 2, 3].map((number) => assigned(number))), 4);
    await accepted(jw305([1, 2, 3].map((number) => start(number, begin))), 3);
    const temporary = stopOf(start(2, begin), '2026-02-01', { redenBeeindiging: '20' });
    await accepted(jw307([temporary, stopOf(start(3, begin), '2026-02-01')]), 2);
    await refusal(body(), { 'stopProducten[1]': codes.split(',') });
  });

  it('accepts a correction in one message, wherever the removal is in it (IV008)', async () => {
    await accepted(jw301([assigned(1)]), 2);
    await accepted(jw305([start(1, begin)]), 1);
    await accepted(jw305([start(1, '2026-01-14'), start(1, begin, { statusAanlevering: '3' })]), 2);
    const wrong = stopOf(start(1, '2026-01-14'), '2026-02-01');
    await accepted(jw307([wrong]), 1);
    await accepted(jw307([stopOf(start(1, '2026-01-14'), '2026-02-02'), { ...wrong, statusAanlevering: '3' }]), 2);
  });

  it('accepts care without an assignment paid by a lump sum, also for a client not known before', async () => {
    const started = start(1, begin, { toewijzingNummer: undefined });
    await refusal(jw305([started]), { 'startProducten[1]': ['9019'] });
    await taking.tell('contract-1', contract(['ambulant']));
    const before = await taking.log.head('zhz');
    await accepted(jw305([started]), 2);
    expect((await taking.typesAfter(before)).sort()).toEqual([
      'placements.care-started.v1',
      'placements.youth-registered.v1',
    ]);
    await refusal(jw305([{ ...started, begindatum: day('2026-02-01') }]), { 'startProducten[1]': ['9326'] });
    await accepted(jw307([stopOf(started, '2026-02-01')]), 1);
  });

  it('is final: a start before its assignment is refused for good, and a new message is accepted', async () => {
    const early = jw305([start(1, begin)]);
    await refusal(early, { 'startProducten[1]': ['9019'] });
    const answer = await taking.answer((await take(early)).message);
    await accepted(jw301([assigned(1)]), 2);
    const again = await taking.messages(today + 3).take(early);
    expect(again).toMatchObject({ status: 'unchanged', answer: { type: 'JW306', accepted: false, faults: [{}] } });
    expect(await taking.answer(again.message)).toBe(answer);
    await accepted(jw305([start(1, begin)]), 1);
  });
});
