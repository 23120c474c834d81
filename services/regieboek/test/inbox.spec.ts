import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile } from '@regieboek/ijw';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { until } from './child.js';
import { declarationOf } from './declared-months.js';
import { Exchange, hiddenBelow } from './exchange.js';
import * as story from './story.js';

let database: TestDatabase;
let exchange: Exchange;
const stops: (() => Promise<unknown>)[] = [];
const folders: string[] = [];

beforeEach(async () => {
  database = await startTestDatabase();
  stops.push(() => database.stop());
  exchange = new Exchange([story.region, 'wbw']);
  folders.push(exchange.root);
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function serve(...options: Parameters<Exchange['serve']> extends [unknown, ...infer Rest] ? Rest : never) {
  const server = await exchange.serve(database, ...options);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await server.close();
    isOpen = false;
  };
  stops.push(close);
  return { url: server.url, close };
}

/** Puts the files of the story into the inbox, the last ones of the standard first. */
const putStory = (folder = story.region): void =>
  Object.entries(story.files())
    .toReversed()
    .forEach(([name, content]) => exchange.put(`Súdwest – ${name}`, content, folder));

const isEmpty = async (): Promise<true | undefined> => (exchange.left().length === 0 ? true : undefined);
const emptied = (): Promise<true> => until('the inbox was emptied', isEmpty);

describe('files in the inbox', () => {
  it('are imported in the order of the standard, answered once, and moved', async () => {
    putStory();
    const { url } = await serve();
    await emptied();
    expect(exchange.done()).toHaveLength(Object.keys(story.files()).length);
    expect(exchange.refused()).toEqual([]);
    const answers = exchange.answers();
    expect(answers.map((name) => name.slice(0, 6)).toSorted()).toEqual(
      ['jw302-', 'jw302-', 'jw306-', 'jw306-', 'jw325-'].toSorted(),
    );
    const today = story.day('2026-03-06');
    for (const name of answers)
      expect(checkFile(readFileSync(join(exchange.outbox, story.region, name)), { today }).findings).toEqual([]);
    expect(hiddenBelow(exchange.outbox)).toEqual([]);
    const bill = await (await fetch(`${url}/v1/regions/${story.region}/billing-runs/${story.month}`)).json();
    expect(bill).toMatchObject({ totals: { approvedCents: 9 * story.tariffCents } });
    const audit: unknown = await (await fetch(`${url}/v1/regions/${story.region}/audit`)).json();
    expect(audit).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({ subject: 'berichtenserver', actorKind: 'machine', action: 'import-messages' }),
      ]),
    });
    for (const name of answers) rmSync(join(exchange.outbox, story.region, name));
    putStory();
    await emptied();
    expect(exchange.done()).toHaveLength(2 * Object.keys(story.files()).length);
    expect(exchange.answers()).toEqual([]);
  });

  it('are refused with the reasons in Dutch beside them, and the others are not', async () => {
    putStory();
    exchange.put('geen bericht.xml', '<a>');
    exchange.put('brief.pdf', '%PDF');
    exchange.put('herhaald.xml', story.jw305(story.bsn, 0).replace('>S0<', '>S10<'));
    // An archive without entries.
    exchange.put('leeg.zip', Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]));
    symlinkSync('/etc/hostname', join(exchange.inbox, story.region, 'link.xml'));
    await serve();
    await emptied();
    expect(exchange.refused().filter((name) => !name.endsWith('.txt'))).toEqual(
      ['brief.pdf', 'geen bericht.xml', 'herhaald.xml', 'leeg.zip'].toSorted(),
    );
    expect(exchange.reasons('geen bericht.xml')).toMatch(/^Dit bestand is geweigerd[^]*- /);
    expect(exchange.reasons('brief.pdf')).toContain('bestand: is geen iJw-bericht');
    expect(exchange.reasons('link.xml')).toContain('geen gewoon bestand');
    expect(exchange.reasons('herhaald.xml')).toMatch(/^Het bericht is beantwoord[^]*een nieuwe Identificatie/);
    expect(exchange.reasons('herhaald.xml')).not.toContain(story.bsn);
    expect(exchange.answers()).toHaveLength(6);
  });

  it('of another region than that of their folder are refused, and accepted in their own or above', async () => {
    putStory();
    await serve();
    await emptied();
    const start = story.jw305(story.bsn, 0).replace('>S0<', '>S20<');
    exchange.put('start.xml', start, 'wbw');
    exchange.put('regio.yaml', story.regionFile, 'wbw');
    exchange.put('feiten.csv', story.factsFile, 'wbw');
    await until('three were refused', async () => (exchange.refused('wbw').length === 6 ? true : undefined));
    for (const name of ['start.xml', 'regio.yaml', 'feiten.csv'])
      expect(exchange.reasons(name, 'wbw')).toContain('het is van regio zhz, en deze map is van regio wbw');
    exchange.put('start.xml', start, '');
    await until('it was answered', async () => (exchange.answers().length === 6 ? true : undefined));
    await until('it was moved', async () => (exchange.refused('').includes('start.xml') ? true : undefined));
  });

  it('stay with a note while they wait for another, and follow it', async () => {
    for (const [name, content] of Object.entries(story.files()))
      if (!content.includes('JW323') && !content.includes('jw323')) exchange.put(name, content);
    exchange.put('januari.xml', declarationOf('01'));
    exchange.put('maart.xml', declarationOf('03'));
    await serve({ today: '2026-05-06' });
    await until('one was noted', async () => (exchange.notes().length === 1 ? true : undefined));
    await until('the others were moved', async () => (exchange.left().length === 1 ? true : undefined));
    expect(exchange.left()).toEqual(['maart.xml']);
    const note = readFileSync(join(exchange.inbox, story.region, 'waiting', 'maart.xml.txt'), 'utf8');
    expect(note).toMatch(/^Dit bestand blijft in de inbox[^]*2026-02/);
    exchange.put('februari.xml', declarationOf('02'));
    await emptied();
    await until('the note was removed', async () => (exchange.notes().length === 0 ? true : undefined));
    expect(exchange.answers().filter((name) => name.startsWith('jw325'))).toHaveLength(3);
  });

  it('stay while the outbox cannot be written, and are answered once it can', async () => {
    writeFileSync(join(exchange.outbox, story.region), 'in the way');
    putStory();
    const { url } = await serve();
    await until('a declaration was decided', async () => {
      const response = await fetch(`${url}/v1/regions/${story.region}/declarations`);
      const { declarations = [] } = (await response.json()) as { declarations?: unknown[] };
      return declarations.length > 0 ? true : undefined;
    });
    expect([exchange.done(), exchange.refused()]).toEqual([[], []]);
    rmSync(join(exchange.outbox, story.region));
    await emptied();
    expect(exchange.answers()).toHaveLength(5);
  });

  it('are shared by two processes: each file is moved once, and each answer appears once', async () => {
    putStory();
    await Promise.all([serve(), serve()]);
    for (let n = 0; n < 40; n += 1)
      exchange.put(`start ${n}.xml`, story.jw305(story.bsn, 0).replace('>S0<', `>S${n + 100}<`));
    await emptied();
    await until('all were refused', async () => (exchange.refused().length === 80 ? true : undefined));
    expect(exchange.done()).toHaveLength(Object.keys(story.files()).length);
    expect(exchange.answers()).toHaveLength(45);
  });

  it('that were not imported when the server stops are left whole, and imported after the next start', async () => {
    putStory();
    const first = await serve();
    for (let n = 0; n < 400; n += 1)
      exchange.put(`start ${n}.xml`, story.jw305(story.bsn, 0).replace('>S0<', `>S${n + 100}<`));
    await until('the first answers appeared', async () => (exchange.answers().length > 5 ? true : undefined));
    const started = performance.now();
    await first.close();
    expect(performance.now() - started).toBeLessThan(10_000);
    expect([hiddenBelow(exchange.outbox), hiddenBelow(exchange.inbox)]).toEqual([[], []]);
    await serve();
    await emptied();
    await until('all were refused', async () => (exchange.refused().length === 800 ? true : undefined));
    expect(exchange.answers()).toHaveLength(405);
  });
});

describe('the folders of an exchange', () => {
  it('must exist, be folders, and lie apart', async () => {
    const { inbox, root } = exchange;
    await expect(exchange.serve(database, { inbox: join(root, 'none') })).rejects.toThrow(
      /--inbox: the folder .*none does not exist/,
    );
    await expect(exchange.serve(database, { outbox: join(inbox, story.region) })).rejects.toThrow(
      /two separate folders/,
    );
    writeFileSync(join(root, 'file'), '');
    await expect(exchange.serve(database, { outbox: join(root, 'file') })).rejects.toThrow(/is not a folder/);
  });
});
