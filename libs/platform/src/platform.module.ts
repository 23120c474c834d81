import type { DynamicModule } from '@nestjs/common';
import type { Pool } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { noFeeds, type FeedsHealth } from './health.js';
import { HealthController } from './http/health.controller.js';
import { ProjectionRunner, type Projections } from './projections/projection.js';
import type { Cipher } from './secrets/cipher.js';
import type { Today } from './today.js';
import { CIPHER, DATABASE, DATABASE_URL, EVENT_LOG, FEEDS_HEALTH, PROJECTIONS, TODAY } from './tokens.js';

/** What the process gives every service that runs in it. */
export interface Resources {
  readonly log: EventLog;
  readonly pool: Pool;
  readonly databaseUrl: string;
  readonly cipher: Cipher;
  readonly today: Today;
  /** How read models are kept up to date; from the log itself unless given. */
  readonly projections?: Projections;
  /** How the feeds are doing; there are none unless given. */
  readonly feedsHealth?: FeedsHealth;
}

/** The resources of the process under the injection tokens of `tokens.ts`, for all modules. */
export class PlatformModule {
  static with({ log, pool, databaseUrl, cipher, today, projections, feedsHealth }: Resources): DynamicModule {
    const values = [
      [EVENT_LOG, log],
      [DATABASE, pool],
      [DATABASE_URL, databaseUrl],
      [CIPHER, cipher],
      [TODAY, today],
      [PROJECTIONS, projections ?? new ProjectionRunner(log, pool)],
      [FEEDS_HEALTH, feedsHealth ?? noFeeds],
    ] as const;
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController],
      providers: values.map(([provide, useValue]) => ({ provide, useValue })),
      exports: values.map(([provide]) => provide),
    };
  }
}
