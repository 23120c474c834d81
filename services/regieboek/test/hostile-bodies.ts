/** Bodies that are cheap to send and dear to read: none of them may end the process or hold up other requests. */
import { gzipSync } from 'node:zlib';
import * as story from './story.js';

/** A body, its path, and the expected status. */
export interface HostileBody {
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly status: number;
  readonly body: Buffer;
  readonly encoding?: string;
}

const MB = 1024 * 1024;
const head = 'region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn';
const full = (line: string, bytes = 25 * MB - 2_000) => line.repeat(Math.floor(bytes / line.length));

const csv = (name: string, text: string, status = 400): HostileBody => ({
  ...{ name: `CSV: ${name}`, path: '/v1/residence-facts-files', type: 'text/csv', status },
  body: Buffer.from(text),
});
const yaml = (name: string, text: string, status = 400): HostileBody => ({
  ...{ name: `YAML: ${name}`, path: '/v1/region-files', type: 'application/yaml', status },
  body: Buffer.from(text),
});
const xml = (name: string, path: string, text: string, status = 400): HostileBody => ({
  ...{ name: `XML: ${name}`, path, type: 'application/xml', status },
  body: Buffer.from(text),
});
const json = (name: string, path: string, text: string, status = 400): HostileBody => ({
  ...{ name: `JSON: ${name}`, path, type: 'application/json', status },
  body: Buffer.from(text),
});

const numbered = (count: number, of: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join('');

const csvBodies = (): HostileBody[] => [
  csv('25 MB of rows with a fault in every column', `${head}\n${full(',,,,x,,,,,\n')}`),
  csv('25 MB of rows that are almost right', `${head}\n${full('zhz,999900006,2012-05-21,R,registration,,,,,\n')}`),
  csv('a million columns', `${numbered(1_000_000, (n) => `column${n},`)}\n1,2\n`),
  csv('a million cells in one row', `${head}\n${full('x,', 9 * MB)}\n`),
  csv('one cell of 20 MB', `${head}\nzhz,"${full('x', 20 * MB)}"\n`),
  csv('a quote that never ends', `${head}\n"${full('x\n', 20 * MB)}`),
  csv('25 MB of empty lines', full('\n')),
  csv('25 MB of quotes', full('"')),
];

const yamlBodies = (): HostileBody[] => [
  yaml(
    '389 KB of keys in one map',
    numbered(32_000, (n) => `key${n}: 1\n`),
  ),
  yaml('a key 100,000 times', full('key: 1\n', 700_000)),
  yaml(
    '8 MB of keys in one map',
    numbered(600_000, (n) => `key${n}: 1\n`),
  ),
  yaml('25 MB of keys', full('a: 1\n')),
  yaml('providers that are all wrong', `providers:\n${full('  - { agb: 1, x: 2 }\n', 900_000)}`),
  yaml('lists in lists, written as [', '['.repeat(200_000)),
  yaml('lists in lists that end', `a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`),
  yaml('lists in lists, written as -', '- '.repeat(100_000)),
  yaml(
    'maps in maps by indentation',
    numbered(1_000, (n) => `${' '.repeat(n)}a:\n`),
  ),
  yaml('aliases of aliases', `a0: &a0 [x,x]\n${numbered(60, (n) => `a${n + 1}: &a${n + 1} [*a${n},*a${n}]\n`)}`),
  yaml('100,000 aliases', `a: &a 1\nb:\n${full('  - *a\n', 700_000)}`),
  yaml('100,000 anchors', `b:\n${numbered(100_000, (n) => `  - &a${n} 1\n`)}`),
  yaml('one value of 7 MB', `format: ${full('x', 7 * MB)}`),
  yaml('one quoted value that never ends', `format: "${full('x\n', 3 * MB)}`),
  yaml('a flow map of 800 KB on one line', `a: {${numbered(80_000, (n) => `k${n}: 1, `)}}`),
  yaml('100,000 documents', full('--- 1\n', 700_000)),
  yaml('comments and blanks alone', full('# x\n\n', 5 * MB)),
];

const declarations = '/v1/declarations';
const messages = '/v1/messages';

const xmlBodies = (): HostileBody[] => [
  xml('elements in elements', declarations, `${'<a>'.repeat(1_000_000)}`),
  xml('a message of elements in elements', messages, `${'<a>'.repeat(1_000_000)}`),
  xml('an attribute of 20 MB', messages, `<a b="${full('x', 20 * MB)}"/>`),
  xml('a million attributes', messages, `<a ${numbered(1_000_000, (n) => `b${n}="" `)}/>`),
  xml('entities', messages, `<!DOCTYPE a [<!ENTITY b "${full('x', MB)}">]><a>${full('&b;', MB)}</a>`),
  xml('25 MB of text', declarations, `<a>${full('x ')}</a>`),
  xml('25 MB of blanks', declarations, full(' ')),
  xml(
    '24 MB of wrong lines',
    declarations,
    story.jw323().replace(/(<jw323:Prestatie>)/, `${full('<jw323:Prestatie></jw323:Prestatie>\n', 24 * MB)}$1`),
  ),
];

const settlement = '/v1/regions/zhz/settlements';
const runs = '/v1/billing-runs';

const jsonBodies = (): HostileBody[] => [
  json('arrays in arrays', settlement, `{"terms":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
  json('objects in objects', runs, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
  json('25 MB of zeros', runs, `[${full('0,')}0]`, 413),
  json('100,000 unknown fields', runs, `{${numbered(70_000, (n) => `"k${n}":1,`)}"z":1}`),
  json(
    '50,000 wrong providers',
    settlement,
    `{"from":"2026-01","to":"2026-01","terms":{"providers":[${full('{"a":1},', 900_000)}1]}}`,
  ),
  {
    ...{ name: 'gzip: 200 MB of blanks', path: '/v1/region-files', type: 'application/yaml', status: 413 },
    body: gzipSync(Buffer.alloc(200 * MB, ' ')),
    encoding: 'gzip',
  },
];

/** All of them; made one kind at a time, because together they need much memory. */
export const hostileBodies: readonly (() => HostileBody[])[] = [csvBodies, yamlBodies, xmlBodies, jsonBodies];
