import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readJw325, readMessage } from '@regieboek/ijw';
import { startOnNewDatabase, type Running } from './running.js';
import { storedZip } from './stored-zip.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;
const bodies: [path: string, type: string, content: string][] = [
  ['/v1/region-files', 'application/yaml', story.regionFile],
  ['/v1/residence-facts-files', 'text/csv', story.factsFile],
  ['/v1/messages', 'application/xml', story.jw301(story.bsn, 0)],
  ['/v1/messages', 'text/xml', story.jw301(story.otherBsn, 1)],
  ['/v1/messages', 'application/xml; charset=utf-8', story.jw305(story.bsn, 0)],
  ['/v1/messages', 'application/xml', story.jw305(story.otherBsn, 1)],
  ['/v1/declarations', 'application/xml', story.jw323()],
];
const answers: Record<string, unknown>[] = [];

beforeAll(async () => {
  ({ running, stop } = await startOnNewDatabase());
  for (const body of bodies) answers.push((await running.post(...body)).json());
});
afterAll(() => stop());

const base = `/v1/regions/${story.region}`;
const run = `${base}/billing-runs/${story.month}`;

describe('a month over HTTP', () => {
  it('imports everything and decides every line', () => {
    expect(answers.map(({ status, kind }) => status ?? kind)).toEqual([
      'recorded',
      ...Array<string>(5).fill('processed'),
      'decided',
    ]);
    expect(answers.at(-1)).toMatchObject({ region: story.region, lines: 3, approvedLines: 2 });
  });

  it('answers the declaration with a JW325 that adds up, the same bytes every time', async () => {
    const url = `${base}/declarations/${String(answers.at(-1)?.declaration)}/answer`;
    const response = await running.get(url);
    expect(response.headers['content-type']).toBe('application/xml; charset=utf-8');
    const read = readJw325(response.rawPayload);
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    const { totaalIngediendBedrag, totaalToegekendBedrag } = read.value.declaratieAntwoord ?? {};
    expect(totaalIngediendBedrag).toEqual({ totaalBedrag: 13 * story.tariffCents, debetCredit: 'D' });
    expect(totaalToegekendBedrag).toEqual({ totaalBedrag: 9 * story.tariffCents, debetCredit: 'D' });
    expect((await running.get(url)).body).toBe(response.body);
  });

  it('answers every message with a retour, the same bytes every time', async () => {
    const types = ['JW302', 'JW302', 'JW306', 'JW306'];
    for (const [i, type] of types.entries()) {
      const { message, answer } = answers[i + 2] as { message: string; answer: unknown };
      expect(answer).toEqual({ type, accepted: true, faults: [] });
      const url = `/v1/messages/${message}/answer`;
      const response = await running.get(url);
      expect(response.headers['content-type']).toBe('application/xml; charset=utf-8');
      const read = readMessage(response.rawPayload);
      expect(read.ok && [read.message.type, Object.keys(read.message.value)]).toEqual([type, ['header']]);
      expect((await running.get(url)).body).toBe(response.body);
    }
  });

  it('answers a message that is refused with 200 and its retour codes, and again when it is sent again', async () => {
    const second = story.jw305(story.bsn, 0).replace('>S0<', '>S9<');
    const first = await running.post('/v1/messages', 'application/xml', second);
    const { message, answer } = first.json();
    expect([first.statusCode, first.json()]).toEqual([
      200,
      {
        status: 'processed',
        message: expect.any(String),
        region: story.region,
        events: 0,
        answer: { type: 'JW306', accepted: false, faults: [expect.anything(), expect.anything()] },
      },
    ]);
    const texts = answer.faults.map(({ text }: { text: string }) => text.split(':')[0]);
    expect(texts).toEqual(['TR074 (9074)', 'TR326 (9326)']);
    const again = await running.post('/v1/messages', 'application/xml', second);
    expect(again.json()).toEqual({ status: 'unchanged', message, region: story.region, answer });
    expect((await running.get(`/v1/messages/${message}`)).json()).toMatchObject({
      status: 'processed',
      faults: answer.faults,
      result: { events: 0, answer: { type: 'JW306', accepted: false } },
    });
    expect((await running.get(`/v1/messages/${message}/answer`)).body).toContain('RetourCode>9326<');
  });

  it('lists the declaration with the submitted and approved amounts', async () => {
    const { declarations } = (await running.get(`${base}/declarations`)).json();
    expect(declarations).toEqual([
      expect.objectContaining({
        number: 'DECD1',
        submittedCents: 13 * story.tariffCents,
        approvedCents: 9 * story.tariffCents,
        approvedLines: 2,
        rejectedLines: 1,
        counts: true,
      }),
    ]);
  });

  it('bills the days before the move to one municipality and those after it to the other', async () => {
    const { totals, municipalities, claims, unresolved } = (await running.get(run)).json();
    expect(totals).toEqual({ approvedCents: 83_160, lumpSumCents: 10_000, billedCents: 93_160, unresolvedCents: 0 });
    expect(municipalities).toEqual([
      expect.objectContaining({ municipality: story.payer, lineCents: 64_680, lumpSumCents: 7_500, youths: 2 }),
      expect.objectContaining({ municipality: story.responsible, lineCents: 18_480, lumpSumCents: 2_500, youths: 1 }),
    ]);
    expect(claims).toEqual([{ payer: story.payer, responsible: story.responsible, cents: 18_480, lines: 1 }]);
    expect(unresolved).toEqual([]);
  });

  it('gives a statement as JSON and as CSV with the same lines', async () => {
    const url = `${run}/statements/${story.responsible}`;
    const statement = (await running.get(url)).json();
    expect(statement).toMatchObject({ totalCents: 20_980, claimsPayable: [{ cents: 18_480 }], claimsReceivable: [] });
    const csv = await running.get(url, { accept: 'text/csv' });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers.vary).toContain('Accept');
    const [head = '', ...rows] = csv.body.trimEnd().split('\r\n');
    const cents = head.split(';').indexOf('cents');
    expect(rows.map((row) => Number(row.split(';')[cents])).sort((a, b) => a - b)).toEqual([2_500, 18_480]);
  });

  it.each([
    ['nl', 'Molenlanden (1978) draagt 14 van de 28 dagen'],
    ['en', 'Molenlanden (1978) bears 14 of the 28 days'],
  ])('explains a billed line in %s, with the facts behind it', async (lang, sentence) => {
    const { lines } = (await running.get(`${run}/statements/${story.responsible}`)).json();
    const url = `${base}/billed-lines/${String(lines[0].id)}/explanation?lang=${lang}`;
    const { sentences, facts } = (await running.get(url)).json();
    expect(sentences.join(' ')).toContain(sentence);
    expect(facts).toContainEqual(expect.objectContaining({ id: 'R2', recordedOn: '2026-02-20' }));
  });

  it('shows who is responsible for the youth on which days, and since when that is known', async () => {
    const { lines } = (await running.get(`${run}/statements/${story.responsible}`)).json();
    const response = await running.get(`${base}/youths/${String(lines[0].youth)}`);
    expect(response.headers.etag).toBe('"2"');
    const { responsible, facts } = response.json();
    expect(responsible.map((one: { municipality: string; to: string }) => [one.municipality, one.to])).toEqual([
      [story.payer, '2026-02-14'],
      [story.responsible, null],
    ]);
    expect(facts.map(({ id }: { id: string }) => id)).toEqual(['R1', 'R2']);
  });

  it('returns figures of stays and occupancy, signals, contracts and regions', async () => {
    expect((await running.get(`${base}/stay-durations?year=2026`)).json()).toMatchObject({ chains: 0, ongoing: 0 });
    expect((await running.get(`${base}/occupancy?from=2026-02-01&to=2026-02-28`)).json()).toEqual({ groups: [] });
    expect((await running.get(`${base}/signals`)).json()).toEqual({ signals: [] });
    expect((await running.get(`${base}/contracts?provider=${story.provider}`)).json().contracts).toHaveLength(1);
    expect((await running.get(`${base}/contracts?provider=99999999`)).json()).toEqual({ contracts: [] });
    expect((await running.get('/v1/regions')).json().regions).toMatchObject([{ region: story.region }]);
  });

  it('returns the result of every message, by the service that stores it', async () => {
    const [, , jw301, , , , jw323] = answers;
    const kept = (await running.get(`/v1/messages/${String(jw301?.message)}`)).json();
    expect(kept).toMatchObject({ kind: 'iJw', status: 'processed', region: story.region });
    const declared = (await running.get(`/v1/declarations/messages/${String(jw323?.message)}`)).json();
    expect(declared).toMatchObject({ kind: 'JW323', status: 'processed', result: { approvedLines: 2 } });
  });

  it('changes nothing when everything is sent again', async () => {
    const { log } = running.resources;
    const head = await log.head(story.region);
    const before = (await running.get(run)).body;
    const again = [];
    for (const [path, type, content] of bodies) again.push(await running.post(path, type, content));
    expect(again.map((one) => one.json().status ?? one.json().events)).toEqual([
      0,
      ...Array<string>(6).fill('unchanged'),
    ]);
    expect(again.at(-1)?.json().declaration).toBe(answers.at(-1)?.declaration);
    expect(await log.head(story.region)).toBe(head);
    expect((await running.get(run)).body).toBe(before);
  });
});

describe('many files over HTTP', () => {
  const sent = (zip: Buffer) => running.post('/v1/imports', 'application/zip', zip);

  it('are imported in the order of the standard, with a result each; what was imported before is unchanged', async () => {
    const response = await sent(
      storedZip({ 'x.xml': '<a/>', 'notes.txt': 'not a message', 'sub/late.yaml': 'format: none', ...story.files() }),
    );
    expect(response.statusCode).toBe(200);
    const { files } = response.json<{ files: { file: string; status: string; faults: { text: string }[] }[] }>();
    expect(files.map(({ file, status }) => `${file} ${status}`)).toEqual([
      'sub/late.yaml refused',
      'contracts.yaml unchanged',
      'facts.csv unchanged',
      'a.xml unchanged',
      'c.xml unchanged',
      'b.xml unchanged',
      'd.xml unchanged',
      'e.xml unchanged',
      'x.xml refused',
      'notes.txt passed-over',
    ]);
    expect(files.filter(({ status }) => /refused|passed/.test(status)).every(({ faults }) => faults.length > 0)).toBe(
      true,
    );
  });

  it('are refused as a whole when the ZIP file is damaged or has nothing to import, with the remedy', async () => {
    for (const [zip, text] of [
      [Buffer.from('PK and nothing else'), 'is damaged or not a ZIP file: create it again'],
      [storedZip({ 'notes.txt': 'not a message' }), 'contains no XML, CSV or YAML file'],
      [storedZip({}), 'contains no XML, CSV or YAML file'],
    ] as const) {
      const response = await sent(zip);
      expect([response.statusCode, response.json()]).toEqual([
        400,
        expect.objectContaining({ faults: [{ place: 'body', text: expect.stringContaining(text) }] }),
      ]);
    }
  });
});
