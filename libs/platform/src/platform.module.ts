import { type DatabaseAddresses } from '@regieboek/isolation';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Pool } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { everybodyIsLocal, type Authenticator } from './access/index.js';
import type { LogIn } from './access/log-in.js';
import { Auditor, type AuditLog } from './audit/index.js';
import { AuditController } from './audit/http/audit.controller.js';
import { noFeeds, type FeedsHealth } from './health.js';
import { logger } from './logging/logger.js';
import { currentRequest } from './logging/request-context.js';
import { Readiness } from './readiness.js';
import { StoredRequestKeys } from './http/requests/idempotency.js';
import { SessionController } from './http/session.controller.js';
import { HealthController } from './http/health.controller.js';
import { ProjectionRunner } from './projections/projection-runner.js';
import type { Projections } from './projections/projection.js';
import { Erasures } from './read-models/erasures/erasures.js';
import type { Cipher } from './secrets/cipher.js';
import type { Today } from './today.js';
import {
  AUDIT_LOG,
  AUDITOR,
  AUTHENTICATOR,
  CIPHER,
  DATABASE,
  DATABASE_ADDRESSES,
  ERASURES,
  EVENT_LOG,
  FEEDS_HEALTH,
  LOG_IN,
  PROJECTIONS,
  READINESS,
  REQUEST_KEYS,
  TODAY,
} from './tokens.js';

/** Resources that the process provides to every service in it. */
export interface Resources {
  readonly log: EventLog;
  readonly pool: Pool;
  readonly database: string | DatabaseAddresses;
  readonly cipher: Cipher;
  readonly today: Today;
  /** Where it is recorded what is read; without it nothing that must be audited is answered. */
  readonly audit: AuditLog;
  /** Updates read models; from the log itself by default. */
  readonly projections?: Projections;
  /** Health of the feeds; no feeds unless given. */
  readonly feedsHealth?: FeedsHealth;
  /** Log-in; without one everybody is the user of this machine. */
  readonly logIn?: LogIn;
  /** How senders of requests are known, in place of the log-in. */
  readonly authenticator?: Authenticator;
}

/** The logger for injected classes; requests are logged at the edge, and no line holds their headers or address. */
const pinoHttp = { logger, autoLogging: false, quietReqLogger: true, genReqId: () => currentRequest() ?? '' };

/** The resources of the process under the injection tokens of `tokens.ts`, for all modules. */
export class PlatformModule {
  static with({
    log,
    pool,
    database,
    cipher,
    today,
    audit,
    projections,
    feedsHealth,
    logIn,
    authenticator,
  }: Resources): DynamicModule {
    const readModels = projections ?? new ProjectionRunner(log, pool);
    const values = [
      [EVENT_LOG, log],
      [DATABASE, pool],
      [DATABASE_ADDRESSES, database],
      [CIPHER, cipher],
      [TODAY, today],
      [AUDIT_LOG, audit],
      [AUDITOR, new Auditor(audit, cipher, log)],
      [PROJECTIONS, readModels],
      [ERASURES, new Erasures(readModels, log)],
      [FEEDS_HEALTH, feedsHealth ?? noFeeds],
      [LOG_IN, logIn ?? null],
      [AUTHENTICATOR, authenticator ?? logIn ?? everybodyIsLocal],
      [REQUEST_KEYS, new StoredRequestKeys(pool, cipher)],
      [READINESS, new Readiness(pool)],
    ] as const;
    return {
      module: PlatformModule,
      imports: [LoggerModule.forRoot({ pinoHttp })],
      global: true,
      controllers: [HealthController, SessionController, AuditController],
      providers: values.map(([provide, useValue]) => ({ provide, useValue })),
      exports: values.map(([provide]) => provide),
    };
  }
}
