import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';

let running: Running;
let stop: () => Promise<void>;
/** Everything that left the product: answers with their headers, and printed output. */
const said: string[] = [];
const secrets = [...story.testBsns(3), story.familyName, story.streetName];

const leaks = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

type Sent = [path: string, type: string, content: string | Buffer];

const xml = (path: string, content: string | Buffer): Sent => [path, 'application/xml', content];
const [first = ''] = secrets;
const jw301 = story.jw301(story.bsn, 0);
const jw305 = story.jw305(story.bsn, 0);
const messages = ['/v1/messages', '/v1/declarations'];
const row = story.factsFile.split('\n')[1] ?? '';
const head = story.factsFile.split('\n')[0] ?? '';

/** Ways to be wrong, each with a BSN or a name at the place that is wrong. */
const faulty: Sent[] = [
  ...messages.flatMap((path) =>
    [jw301, jw305, story.jw323()].flatMap((content) => [
      xml(path, content.slice(0, content.length / 2)),
      xml(path, content.replaceAll(/>(\d{9})</g, '>$1 $1<')),
      xml(path, content.replaceAll(/<([a-z0-9:]*Bsn)>(\d{9})</g, '<$1>12345678$2<')),
      xml(path, content.replaceAll(/<([a-z0-9:]*Bsn)>\d{9}</g, `<$1>${story.familyName}<`)),
      xml(path, content.replaceAll(/(<[a-z0-9:]*Header>)/g, `$1<onbekend bsn="${first}">${first}</onbekend>`)),
      xml(path, content.replaceAll(/BerichtCode>\d+</g, `BerichtCode>${first}<`)),
      xml(
        path,
        content.replaceAll(/<[a-z0-9:]*Dagtekening>[^<]*</g, (tag) => tag.replace(/>.*/, `>${first}<`)),
      ),
      xml(path, content.replaceAll(/ToewijzingNummer>\d+</g, `ToewijzingNummer>${story.familyName}<`)),
      xml(path, content.replace(/<\/([a-z0-9]+:Bericht)>/, `${story.familyName}\u0000</$1>`)),
      xml(path, content.replace('<?xml', `<!DOCTYPE a [<!ENTITY b "${first}">]><?xml`)),
      xml(path, content.replace(/(Bericht )/, `$1${story.familyName}="${first}" `)),
      xml(path, `${first}${content}`),
      xml(path, Buffer.from(content, 'utf16le')),
    ]),
  ),
  xml('/v1/messages', jw301.replaceAll('>0505<', '>0363<')),
  ['/v1/residence-facts-files', 'text/csv', `${row}\n${row}\n`],
  ['/v1/residence-facts-files', 'text/csv', `${head},${story.familyName}\n${row},x\n`],
  ['/v1/residence-facts-files', 'text/csv', `${head}\n${row},${first}\n`],
  ['/v1/residence-facts-files', 'text/csv', `${head}\n"${row}\n`],
  ['/v1/residence-facts-files', 'text/csv', `${head}\n${row.replace('R1', `fact-${first}`)}\n`],
  ['/v1/residence-facts-files', 'text/csv', `${head}\n${row.replace('woonadres', story.streetName)}\n`],
  ['/v1/residence-facts-files', 'text/csv', `${head}\n${row.replace('registration', first)}\n`],
  ['/v1/residence-facts-files', 'text/csv', `${head}\n${row.replace('2012-05-21,2026', `${first},2026`)}\n`],
  ['/v1/residence-facts-files', 'text/csv', `${head}\n${row.replace(first, `${first}1`)}\n`],
  ['/v1/region-files', 'application/yaml', jw301],
];

/** Messages that are answered with a refusal, with a BSN or a name at the place that is wrong. */
const refused: Sent[] = [
  xml('/v1/messages', story.jw305('999900031', 7)),
  xml('/v1/messages', jw301.replace('Kwetsbaarsma', 'Kwetsbaarsma-Twee')),
  xml('/v1/messages', jw301.replaceAll('999900006', '999900007')),
];
const json = (body: unknown): [type: string, content: string] => ['application/json', JSON.stringify(body)];
const youths = `/v1/regions/${story.region}/youths`;

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      said.push(String(chunk));
      return true;
    });
  }
  for (const method of ['log', 'error', 'warn', 'info', 'debug'] as const) {
    jest
      .spyOn(console, method)
      .mockImplementation((...values: unknown[]) => void said.push(values.map(String).join(' ')));
  }
  ({ running, stop } = await startOnNewDatabase());
  await importStory(running);
});
afterAll(async () => {
  await stop();
  jest.restoreAllMocks();
});

async function send([path, type, payload]: Sent): Promise<number> {
  const response = await running.server.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': type },
    payload,
  });
  said.push(`${JSON.stringify(response.headers)}\n${response.body}`);
  return response.statusCode;
}

interface Column {
  table_schema: string;
  table_name: string;
  column_name: string;
}

/** Every column of every table as text, bytes as Latin-1 so that plain text in them shows. */
async function everythingStored(): Promise<string> {
  const pool = running.administrator;
  const { rows: columns } = await pool.query<Column & { data_type: string }>(
    `SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema IN ('log', 'placements', 'contracts', 'finance', 'platform')`,
  );
  const texts = columns.map(async ({ table_schema, table_name, column_name, data_type }) => {
    const column = data_type === 'bytea' ? `encode("${column_name}", 'escape')` : `"${column_name}"::text`;
    const { rows } = await pool.query<{ text: string | null }>(
      `SELECT ${column} AS text FROM "${table_schema}"."${table_name}"`,
    );
    return rows.map(({ text }) => text ?? '').join('\n');
  });
  return (await Promise.all(texts)).join('\n');
}

describe('citizen service numbers and names', () => {
  it('are in the messages sent', () => {
    expect(faulty.filter(([, , content]) => leaks(content.toString('utf8')).length > 0).length).toBeGreaterThan(60);
    expect(leaks([jw301, story.jw323()].join())).toEqual(secrets);
  });

  it('are in no answer, however faulty the request, and every faulty one is refused', async () => {
    for (const one of faulty) {
      expect([faulty.indexOf(one), await send(one)]).toEqual([faulty.indexOf(one), 400]);
    }
    expect(leaks(said.join('\n'))).toEqual([]);
  });

  it('are not in the answer to a refused message', async () => {
    for (const one of refused) {
      expect(await send(one)).toBe(200);
      expect(said.at(-1)).toContain('"accepted":false');
    }
    expect(leaks(said.join('\n'))).toEqual([]);
  });

  it('are in no answer about an address or a body that contains them', async () => {
    for (const url of [`${youths}/${first}`, `/v1/regions/${first}/signals`, `/v1/${first}`, `/v1/messages/${first}`]) {
      const response = await running.server.inject({ method: 'GET', url });
      said.push(response.body);
      expect([url, [400, 404].includes(response.statusCode)]).toEqual([url, true]);
    }
    const { youth } = [...(await running.history(story.region)).youths.values()][0] ?? {};
    const bodies = [
      { [first]: 1 },
      { fact: first },
      { fact: { kind: first } },
      { fact: { id: 1, [first]: story.familyName } },
    ];
    for (const body of bodies) expect(await send([`${youths}/${youth}/facts`, ...json(body)])).toBe(400);
    expect(leaks(said.join('\n'))).toEqual([]);
  });

  it('are nowhere in the database in clear, neither in events nor in stored messages (R17)', async () => {
    expect(await send(['/v1/declarations', 'application/xml', story.jw323()])).toBe(200);
    const stored = await everythingStored();
    expect(stored).toContain('finance.declaration-decided.v1');
    expect(leaks(stored)).toEqual([]);
  });

  it('reach only those who may see them: the answer to a declaration names the refused client', async () => {
    const { declarations } = (await running.get(`/v1/regions/${story.region}/declarations`)).json();
    const answer = await running.get(`/v1/regions/${story.region}/declarations/${declarations[0].id}/answer`);
    expect(leaks(answer.body)).toEqual([secrets[2]]);
    const [unknownClient] = refused;
    const id = running.resources.cipher.id(null, 'message', unknownClient?.[2] ?? '');
    const retour = await running.get(`/v1/messages/${id}/answer`);
    expect(leaks(retour.body)).toEqual([secrets[2], story.familyName]);
  });
});
