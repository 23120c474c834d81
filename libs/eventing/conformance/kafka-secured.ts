/** Kafka over TLS with a log-in, on the broker that `KAFKA_SECURED` names. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FeedUnavailable, type FeedBatch } from '../src/feed/feed.js';
import { KafkaFeed, type KafkaSettings } from '../src/kafka/kafka-feed.js';
import { waitFor } from './waiting.js';

/** Credentials as `tools/kafka` configures them. */
interface Secured {
  readonly address: string;
  readonly caFile: string;
  readonly username: string;
  readonly password: string;
}

const record = { partition: 0, key: 'zhz.note-1', place: { region: 'zhz', position: 1, previous: 0 }, value: '{}' };

/** Sends a record and consumes it. */
async function roundTrip(feed: KafkaFeed): Promise<FeedBatch[]> {
  const topic = `secured.${randomUUID()}`;
  const taken: FeedBatch[] = [];
  const ending = new AbortController();
  await feed.prepare(topic, 1);
  await feed.send(topic, [record]);
  const consumer = {
    resume: () => Promise.resolve(0),
    take: (batch: FeedBatch) => Promise.resolve(void taken.push(batch)),
  };
  const run = feed.consume({ group: topic, topics: [topic] }, consumer, ending.signal);
  await waitFor(() => taken.length > 0);
  ending.abort();
  await run;
  return taken;
}

/** Runs the suite with the secured listener described by the JSON in `text`. */
export const securedKafka = (text: string): void =>
  describe('the feed on Kafka over TLS with a log-in', () => {
    const { address, caFile, username, password } = JSON.parse(text) as Secured;
    const ca = readFileSync(caFile, 'utf8');
    const settings: KafkaSettings = {
      brokers: [address],
      clientId: 'secured',
      tls: true,
      ca,
      sasl: { mechanism: 'plain', username, password },
    };
    const using = async <Answer>(other: Partial<KafkaSettings>, work: (feed: KafkaFeed) => Promise<Answer>) => {
      const feed = new KafkaFeed({ ...settings, ...other });
      return work(feed).finally(() => feed.close());
    };
    /** The error when a topic cannot be created, with all its causes. */
    const refusal = (other: Partial<KafkaSettings>): Promise<unknown> =>
      using(other, (feed) => feed.prepare(`secured.${randomUUID()}`, 1)).catch((error: unknown) => error);

    const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
    it.each(mechanisms)('carries records for a client that logs in with %s', async (mechanism) => {
      const sasl: NonNullable<KafkaSettings['sasl']> = { mechanism, username, password };
      const taken = await using({ sasl }, roundTrip);
      expect(taken.flatMap(({ records }) => records)).toMatchObject([{ place: record.place, value: record.value }]);
    });

    it('is unavailable for a client with a wrong password, and the error does not quote the password', async () => {
      const wrong = randomUUID();
      const error = await refusal({ sasl: { mechanism: 'scram-sha-256', username, password: wrong } });
      expect(error).toBeInstanceOf(FeedUnavailable);
      expect(String(error)).toMatch(/refuses the credentials/);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(wrong);
    });

    it('is unavailable when its certificate is not trusted, and the error says so', async () => {
      const { ca: _, ...untrusting } = settings;
      const feed = new KafkaFeed(untrusting);
      const error = await feed.prepare('secured', 1).catch((cause: unknown) => cause);
      await feed.close();
      expect(error).toBeInstanceOf(FeedUnavailable);
      expect(String(error)).toMatch(/certificate is not trusted/);
    });
  });
