import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { FeedHealth, FeedsHealth } from '../health.js';
import { inTime } from '../in-time.js';
import type { Readiness } from '../readiness.js';
import { FEEDS_HEALTH, READINESS } from '../tokens.js';
import { Endpoint } from './endpoint.js';
import { Problem } from './problems/problem.js';

const READY_WITHIN_MILLISECONDS = 3_000;

const live = z.object({ status: z.literal('live') });

const ready = z.object({
  status: z
    .enum(['ready', 'degraded'])
    .describe('Degraded: it serves requests, but a feed or a received message needs an operator.'),
  feeds: z
    .array(
      z.object({
        feed: z.string(),
        lag: z.number().nullable().describe('Number of records or positions behind; null when unknown.'),
        parked: z.number().describe('Parked streams, which wait for an operator.'),
        problems: z.array(z.string()),
      }),
    )
    .describe('Outgoing and incoming feeds; empty when the service follows the log directly.'),
  parked: z.int().min(0).describe('Parked messages, which wait for an operator: regieboek parked list.'),
});

const needsSomebody = ({ lag, parked, problems }: FeedHealth): boolean =>
  lag === null || parked > 0 || problems.length > 0;

/** Reported for feeds when their health check times out. */
const unknownFeeds = (): FeedHealth[] => [
  { feed: 'all', lag: null, parked: 0, problems: ['the log or Kafka does not respond in time'] },
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
    summary: 'Liveness: whether the process is running',
    answers: { 200: { description: 'The process is running.', json: live } },
  })
  live() {
    return { status: 'live' };
  }

  /** Answers 200 when the database does on every connection that requests use, otherwise 503. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    permission: 'anyone',
    summary: 'Readiness: whether the database responds',
    answers: { 200: { description: 'Requests can be served.', json: ready } },
    problems: [503],
  })
  async ready() {
    try {
      await inTime(this.readiness.check(), READY_WITHIN_MILLISECONDS);
    } catch {
      throw new Problem(503, 'database-away', 'the database does not respond: check that it is running and reachable');
    }
    const feeds = await inTime(this.feedsHealth(), READY_WITHIN_MILLISECONDS).catch(unknownFeeds);
    const parked = await this.readiness.parkedMessages();
    return { status: parked > 0 || feeds.some(needsSomebody) ? 'degraded' : 'ready', feeds, parked };
  }
}
