import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { z } from 'zod';
import { DATABASE } from '../tokens.js';
import { Endpoint } from './endpoint.js';
import { Problem } from './problem.js';

const READY_WITHIN_MILLISECONDS = 3_000;

const health = (status: string) => z.object({ status: z.literal(status) });

/** Throws when `work` takes longer than allowed or fails. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error('late')), READY_WITHIN_MILLISECONDS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

/** Health of the process, for what starts and watches it. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(DATABASE) private readonly database: Pool) {}

  /** Answers as long as the process does. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Whether the process runs',
    answers: { 200: { description: 'It runs.', json: health('live') } },
  })
  live() {
    return { status: 'live' };
  }

  /** Answers 200 when the database does, otherwise 503. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @Endpoint({
    summary: 'Whether requests can be served: the database answers',
    answers: { 200: { description: 'It can serve.', json: health('ready') } },
    problems: [503],
  })
  async ready() {
    try {
      await inTime(this.database.query('SELECT 1'));
    } catch {
      throw new Problem(503, 'database-away', 'the database does not answer: see that it runs and can be reached');
    }
    return { status: 'ready' };
  }
}
