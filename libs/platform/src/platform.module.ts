import type { DynamicModule } from '@nestjs/common';
import type { Pool } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { HealthController } from './http/health.controller.js';
import { ProjectionRunner } from './projections/projection.js';
import type { Cipher } from './secrets/cipher.js';
import type { Today } from './today.js';
import { CIPHER, DATABASE, DATABASE_URL, EVENT_LOG, PROJECTIONS, TODAY } from './tokens.js';

/** What the process gives every service that runs in it. */
export interface Resources {
  readonly log: EventLog;
  readonly pool: Pool;
  readonly databaseUrl: string;
  readonly cipher: Cipher;
  readonly today: Today;
}

/** The resources of the process under the injection tokens of `tokens.ts`, for all modules. */
export class PlatformModule {
  static with({ log, pool, databaseUrl, cipher, today }: Resources): DynamicModule {
    const values = [
      [EVENT_LOG, log],
      [DATABASE, pool],
      [DATABASE_URL, databaseUrl],
      [CIPHER, cipher],
      [TODAY, today],
      [PROJECTIONS, new ProjectionRunner(log, pool)],
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
