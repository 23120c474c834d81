import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { FeedHealth, FeedsHealth } from '../health.js';
import { DATABASE, FEEDS_HEALTH } from '../tokens.js';
import { Endpoint } from './endpoint.js';
import { Problem } from './problem.js';

const READY_WITHIN_MILLISECONDS = 3_000;

const live = z.object({ status: z.literal('live') });

const ready = z.object({
  status: z.enum(['ready', 'degraded']).describe('Degraded: it serves, and a feed needs somebody.'),
  feeds: z
    .array(
      z.object({
        feed: z.string(),
        lag: z.number().nullable().describe('Records or positions it is behind; null when it cannot be told.'),
        parked: z.number().describe('Streams that wait for somebody.'),
        problems: z.array(z.string()),
      }),
    )
    .describe('What it sends and what it is fed with; empty when it follows the log itself.'),
});

const needsSomebody = ({ lag, parked, problems }: FeedHealth): boolean =>
  lag === null || parked > 0 || problems.length > 0;

/** Throws when `work` takes longer than allowed or fails. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error('late')), READY_WITHIN_MILLISECONDS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

/** What is said of feeds when even that takes too long. */
const unknownFeeds = (): FeedHealth[] => [
  { feed: 'all', lag: null, parked: 0, problems: ['the log or Kafka does not answer in time'] },
];

/** Health of the process, for what starts and watches it. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATABASE) private readonly database: Pool,
    @Inject(FEEDS_HEALTH) private readonly feedsHealth: FeedsHealth,
  ) {}

  /** Answers as long as the process does. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Whether the process runs',
    answers: { 200: { description: 'It runs.', json: live } },
  })
  live() {
    return { status: 'live' };
  }

  /** Answers 200 when the database does, otherwise 503. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Whether requests can be served: the database answers',
    answers: { 200: { description: 'It can serve.', json: ready } },
    problems: [503],
  })
  async ready() {
    try {
      await inTime(this.database.query('SELECT 1'));
    } catch {
      throw new Problem(503, 'database-away', 'the database does not answer: see that it runs and can be reached');
    }
    const feeds = await inTime(this.feedsHealth()).catch(unknownFeeds);
    return { status: feeds.some(needsSomebody) ? 'degraded' : 'ready', feeds };
  }
}
