import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passesElevenTest } from '@regieboek/kernel';
import { sized } from '@regieboek/kernel/testing';
import { jw323, line } from '../../test/messages.js';
import { writeMessage } from '../write/write-message.js';

const BYTES_MAX = 25 * 1024 * 1024;
const MEGABYTES_MAX = 256;

/** One line with amount zero, so that the total is correct for any number of lines. */
const sound = writeMessage('JW323', jw323([[line('A')]]))
  .replaceAll(/(Bedrag>)\d+</g, '$10<')
  .replace(/(ProductTarief>)\d+</, '$10<');
const firstClient = sound.indexOf('<jw323:Client>');
const start = sound.slice(0, firstClient);
const client = /<jw323:Client>.*?<\/jw323:Client>\s*/s.exec(sound)?.[0] ?? '';
const end = sound.slice(firstClient + client.length);

function* numbers(): Generator<string> {
  for (let n = 100_000_000; ; n += 1) if (passesElevenTest(String(n))) yield String(n);
}

/** A valid declaration of at most `bytes` bytes, with as many clients as fit and one line each. */
function soundOf(bytes: number): string {
  const clients: string[] = [];
  let left = bytes - sound.length;
  for (const bsn of numbers()) {
    left -= client.length + 8;
    if (left < 0) break;
    clients.push(client.replace('999900006', bsn).replace('>A<', `>${clients.length}<`));
  }
  return [start, ...clients, end].join('');
}

const root = sound.slice(0, sound.indexOf('>', sound.indexOf('Bericht')) + 1);

describe('a file of any size and kind is judged within 256 MB of memory', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'regieboek-bounds-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const judge = (content: string | Uint8Array) => {
    const file = join(folder, 'file.xml');
    writeFileSync(file, content);
    const script = join(import.meta.dirname, '..', '..', 'test', 'check-in-child.mjs');
    const printed = execFileSync(process.execPath, [script, file], { encoding: 'utf8', timeout: 240_000 });
    const outcome = JSON.parse(printed) as { message: string; count: number; first?: string; megabytes: number };
    expect(outcome.megabytes).toBeLessThan(MEGABYTES_MAX);
    return outcome;
  };

  it('a sound declaration of 25 MB', () => {
    const content = soundOf(BYTES_MAX);
    expect(content.length).toBeGreaterThan(20_000_000);
    expect(judge(content)).toMatchObject({ message: 'JW323', count: 0 });
  });

  it.each<readonly [string, () => string | Uint8Array, RegExp]>([
    ['100 MB', () => Buffer.alloc(100 * 1024 * 1024, sound), /groter dan 26214400 bytes/],
    [
      sized('100,000 clients', '1,000,000 clients'),
      () => start + '<jw323:Client/>'.repeat(sized(100_000, 1_000_000)) + end,
      /verplicht en ontbreekt/,
    ],
    ['elements 10,000 deep', () => root + '<jw323:a>'.repeat(10_000), /hoort|dieper/],
    ['a text of 25 MB', () => `${root}${'x'.repeat(BYTES_MAX - 1000)}`, /afgebroken/],
    [
      sized('300,000 comments', '3,000,000 comments'),
      () => root + '<!---->'.repeat(sized(300_000, 3_000_000)),
      /afgebroken/,
    ],
    [
      sized('200,000 names', 'as many names as fit'),
      () => root + Array.from({ length: sized(200_000, 1_400_000) }, (_, i) => `<x${i}/>`).join(''),
      /hoort/,
    ],
    [
      'as many attributes as fit',
      () => `<a ${Array.from({ length: 1_400_000 }, (_, i) => `a${i}="1"`).join(' ')}>`,
      /attributen/,
    ],
    ['as many references as fit', () => start.replace('>DEC1<', `>${'&amp;'.repeat(4_000_000)}<`), /verwijzingen/],
    ['zeros', () => Buffer.alloc(BYTES_MAX), /UTF-16|NUL/],
  ])('%s', (_, content, expected) => {
    expect(judge(content()).first).toMatch(expected);
  });
});
