import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventId, MemoryFeed, Relay, type OutgoingRecord } from '@regieboek/eventing';
import { attack, type Leaked } from './dictionary-attack.js';
import { importStory, startOnNewDatabase, type Running } from './running.js';
import * as story from './story.js';
import { until } from './child.js';

const clients = story.testBsns(3);
/** Numbers that are tried, as if they were all: those of the story are among them. */
const dictionary = story.testBsns(12);

const templates: readonly ((bsn: string) => string)[] = [
  ...[0, 1].flatMap((index) => [(bsn: string) => story.jw301(bsn, index), (bsn: string) => story.jw305(bsn, index)]),
  (bsn) => story.jw323().replaceAll(clients[0] ?? '', bsn),
  (bsn) => story.jw323().replaceAll(clients[1] ?? '', bsn),
  (bsn) => story.jw323().replaceAll(clients[2] ?? '', bsn),
  (bsn) => story.factsFile.replaceAll(clients[0] ?? '', bsn),
  (bsn) => story.factsFile.replaceAll(clients[1] ?? '', bsn),
];

/** Contents about a child that may have been digested: the number alone, with its region or name, and every message about it. */
const contentsOf = (bsn: string): string[] => [
  bsn,
  String(Number(bsn)),
  ...[`${story.region}/${bsn}`, `${story.region}:${bsn}`, `${bsn}/${story.region}`, `identity/${story.region}/${bsn}`],
  ...[`${bsn}2012-05-21`, `${bsn}/2012-05-21`, `${bsn} ${story.familyName}`, `${story.familyName} ${bsn}`],
  ...[JSON.stringify({ bsn }), JSON.stringify({ bsn, name: null }), JSON.stringify([story.region, bsn])],
  ...[`zhz.youth-${bsn}`, `zhz/${bsn}/${story.familyName}`],
  ...templates.map((template) => template(bsn)),
];

/** A feed that remembers its records. */
class Remembering extends MemoryFeed {
  readonly sent: OutgoingRecord[] = [];

  override async send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    this.sent.push(...records);
    await super.send(topic, records);
  }
}

async function recordsOf({ resources: { log } }: Running): Promise<string> {
  const feed = new Remembering();
  const ending = new AbortController();
  const store = { load: () => Promise.resolve(undefined), save: () => Promise.resolve() };
  const relays = ['contracts', 'placements', 'finance'].map(
    (context) => new Relay(log, feed, store, { context, topic: context, partitions: 2 }),
  );
  const running = relays.map((relay) => relay.run(ending.signal));
  const head = await log.head(story.region);
  await until('every event is sent', () => Promise.resolve(feed.sent.length >= head ? true : undefined));
  ending.abort();
  await Promise.allSettled(running);
  return JSON.stringify(feed.sent);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [`${path}\n${readFileSync(path, 'latin1')}`];
  });
}

describe('an attacker with the log, the answers of the API, the records on Kafka, the journal, and a list of all numbers', () => {
  let running: Running;
  let stop: () => Promise<void>;
  let leaked: Leaked;

  beforeAll(async () => {
    ({ running, stop } = await startOnNewDatabase());
    const said: string[] = [];
    const say = ({ headers, body }: { headers: unknown; body: string }) =>
      said.push(`${JSON.stringify(headers)}\n${body}`);
    await importStory(running);
    say(await running.post('/v1/declarations', 'application/xml', story.jw323()));
    for (const index of [0, 1])
      say(await running.post('/v1/messages', 'application/xml', story.jw305(clients[index] ?? '', index)));
    say(await running.post('/v1/residence-facts-files', 'text/csv', story.factsFile));
    say(await running.post('/v1/region-files', 'application/yaml', story.regionFile));
    const inRegion = `/v1/regions/${story.region}`;
    const youths = [...(await running.history(story.region)).youths.keys()];
    const paths = [
      'declarations',
      `billing-runs/${story.month}`,
      `billing-runs/${story.month}/statements/${story.payer}`,
      'periods',
      'signals',
      'contracts',
      'balances',
      ...youths.map((youth) => `youths/${youth}`),
    ];
    for (const path of paths) say(await running.get(`${inRegion}/${path}`));
    const events = (await running.administrator.query(`SELECT * FROM log.event ORDER BY position`)).rows as {
      stream: string;
    }[];
    leaked = {
      streams: [...new Set(events.map(({ stream }) => stream))],
      texts: {
        log: JSON.stringify(events),
        answers: said.join('\n'),
        records: await recordsOf(running),
        journal: filesBelow(join(running.resources.dataDir, 'journal')).join('\n'),
      },
    };
  });
  afterAll(() => stop());

  const guesses = () => new Map(dictionary.map((bsn) => [bsn, contentsOf(bsn)]));

  it('has all of it, about every child of the story', () => {
    expect(leaked.streams.length).toBeGreaterThan(8);
    for (const text of Object.values(leaked.texts)) expect(text.length).toBeGreaterThan(2_000);
    expect(leaked.texts['records']).toContain('finance.declaration-decided.v1');
    expect(leaked.texts['answers']).toMatch(/"message":"[0-9a-f]{64}"/);
    expect(dictionary.slice(0, 3)).toEqual(clients);
  });

  it('computes no number back (R17)', () => {
    expect(attack(leaked, guesses())).toEqual([]);
  });

  it.each<[string, (bsn: string) => string]>([
    [
      'the SHA-256 of a message',
      (bsn) =>
        createHash('sha256')
          .update(story.jw323().replaceAll(clients[2] ?? '', bsn))
          .digest('hex'),
    ],
    ['half of the SHA-1 of a number', (bsn) => createHash('sha1').update(bsn).digest('hex').slice(0, 20)],
    [
      'the MD5 of a region and a number, in base64',
      (bsn) => createHash('md5').update(`${story.region}/${bsn}`).digest('base64'),
    ],
    [
      'an id of an event that follows from a message',
      (bsn) => {
        const sha = createHash('sha256').update(story.jw305(bsn, 0)).digest('hex');
        return eventId(`${sha}/${leaked.streams[3]}@none`, 0);
      },
    ],
    [
      'the id of a declaration',
      (bsn) =>
        eventId(
          createHash('sha256')
            .update(story.jw323().replaceAll(clients[0] ?? '', bsn))
            .digest('hex'),
          0,
        ),
    ],
  ])('would compute one from %s', (_, planted) => {
    const [, , , other = ''] = dictionary;
    const texts = { ...leaked.texts, log: `${leaked.texts['log']} ${planted(other)}` };
    expect(attack({ ...leaked, texts }, guesses())).toEqual([`${other} from log`]);
  });

  it('finds no number and no name in clear either', () => {
    for (const [name, text] of Object.entries(leaked.texts))
      for (const secret of [...clients, story.familyName, story.streetName])
        expect([name, text.includes(secret)]).toEqual([name, false]);
  });
});
