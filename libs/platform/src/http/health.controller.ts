import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { FeedHealth, FeedsHealth } from '../health.js';
import type { Readiness } from '../readiness.js';
import { FEEDS_HEALTH, READINESS } from '../tokens.js';
import { Endpoint } from './endpoint.js';
import { Problem } from './problems/problem.js';

const READY_WITHIN_MILLISECONDS = 3_000;

const live = z.object({ status: z.literal('live') });

const ready = z.object({
  status: z
    .enum(['ready', 'degraded'])
    .describe('Degraded: it serves, and a feed or a received message needs somebody.'),
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
  parked: z.int().min(0).describe('Received messages that wait for somebody: regieboek parked list.'),
});

const needsSomebody = ({ lag, parked, problems }: FeedHealth): boolean =>
  lag === null || parked > 0 || problems.length > 0;

/** Throws when `work` exceeds its time or fails. */
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

/** Reported for feeds when their health check times out. */
const unknownFeeds = (): FeedHealth[] => [
  { feed: 'all', lag: null, parked: 0, problems: ['the log or Kafka does not answer in time'] },
];

/** Health of the process, for the systems that start and monitor it. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(READINESS) private readonly readiness: Readiness,
    @Inject(FEEDS_HEALTH) private readonly feedsHealth: FeedsHealth,
  ) {}

  /** Responds as long as the process runs. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    permission: 'anyone',
    summary: 'Whether the process runs',
    answers: { 200: { description: 'It runs.', json: live } },
  })
  live() {
    return { status: 'live' };
  }

  /** Answers 200 when the database does on every connection that requests use, otherwise 503. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    permission: 'anyone',
    summary: 'Whether requests can be served: the database answers',
    answers: { 200: { description: 'It can serve.', json: ready } },
    problems: [503],
  })
  async ready() {
    try {
      await inTime(this.readiness.check());
    } catch {
      throw new Problem(503, 'database-away', 'the database does not answer: see that it runs and can be reached');
    }
    const feeds = await inTime(this.feedsHealth()).catch(unknownFeeds);
    const parked = await this.readiness.parkedMessages();
    return { status: parked > 0 || feeds.some(needsSomebody) ? 'degraded' : 'ready', feeds, parked };
  }
}
