import { type DatabaseAddresses } from '@regieboek/isolation';
import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { LoggerModule } from 'nestjs-pino';
import type { Pool } from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { everybodyIsLocal, type ActorCodes, type Authenticator } from './access/index.js';
import type { LogIn } from './access/log-in.js';
import { Auditor, type AuditLog } from './audit/index.js';
import { AuditController } from './audit/http/audit.controller.js';
import { FourEyes, type Approvals } from './four-eyes/index.js';
import { ApprovalsController } from './four-eyes/http/approvals.controller.js';
import { approvalHandlers } from './four-eyes/messages/handlers.js';
import { noFeeds, type FeedsHealth } from './health.js';
import { logger } from './logging/logger.js';
import { currentRequest } from './logging/request-context.js';
import { lastBackupIn } from './database/last-backup.js';
import { Readiness } from './readiness.js';
import { auditCheck } from './checks/audit-check.js';
import { CheckLedgerHandler } from './checks/check-ledger.js';
import { LedgerChecks } from './checks/checks.js';
import { ChecksController } from './checks/checks.controller.js';
import { logCheck } from './checks/log-check.js';
import { readModelCheck } from './checks/read-model-check.js';
import { sealedApprovals } from './four-eyes/store/sealed-approvals.js';
import { sealedRegionKeys } from './secrets/region-keys.js';
import { vaultCheck } from './checks/vault-check.js';
import { ReviewRightsHandler } from './rights-review/review-rights.js';
import { RightsReviewController } from './rights-review/rights-review.controller.js';
import { StoredRequestKeys } from './http/requests/idempotency.js';
import { RegionSessionsController } from './http/sessions/region-sessions.controller.js';
import { SessionController } from './http/sessions/session.controller.js';
import { SessionsController } from './http/sessions/sessions.controller.js';
import { HealthController } from './http/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { platformMetrics } from './metrics/platform-metrics.js';
import { ProjectionRunner } from './projections/projection-runner.js';
import type { Projections } from './projections/projection.js';
import { Erasures } from './read-models/erasures/erasures.js';
import type { Cipher } from './secrets/cipher.js';
import type { Today } from './today.js';
import {
  ACTOR_CODES,
  AUDIT_LOG,
  AUDITOR,
  AUTHENTICATOR,
  CIPHER,
  DATABASE,
  DATABASE_ADDRESSES,
  ERASURES,
  EVENT_LOG,
  FEEDS_HEALTH,
  FOUR_EYES,
  LEDGER_CHECKS,
  LOG_IN,
  METRICS,
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
  /** Source of the codes of actors; by default the vault of this process. */
  readonly actorCodes?: ActorCodes;
  /** The audit log; requests that must be audited get no response without it. */
  readonly audit: AuditLog;
  /** Requests for a second person. */
  readonly approvals: Approvals;
  /** Whether some decisions need a second person; false unless given. */
  readonly fourEyes?: boolean;
  /** Updates read models; from the log itself by default. */
  readonly projections?: Projections;
  /** Health of the feeds; no feeds unless given. */
  readonly feedsHealth?: FeedsHealth;
  /** Log-in; without one everybody is the user of this machine. */
  readonly logIn?: LogIn;
  /** Establishes the senders of requests, instead of the log-in. */
  readonly authenticator?: Authenticator;
}

/** The logger for injected classes; requests are logged at the edge, and no line contains their headers or address. */
const pinoHttp = { logger, autoLogging: false, quietReqLogger: true, genReqId: () => currentRequest() ?? '' };

/** Endpoints that every process has. */
const controllers = [
  HealthController,
  MetricsController,
  SessionController,
  SessionsController,
  RegionSessionsController,
  AuditController,
  ApprovalsController,
  ChecksController,
  RightsReviewController,
] as const;

/** The checks of what every process has; services add theirs. */
function checksOf({
  log,
  pool,
  database,
  cipher,
  audit,
}: Pick<Resources, 'log' | 'pool' | 'database' | 'cipher' | 'audit'>) {
  const checks = new LedgerChecks();
  checks.addSealed([sealedRegionKeys, sealedApprovals]);
  checks.add('log', logCheck(log));
  checks.add('audit', auditCheck(audit));
  checks.add('vault', vaultCheck(pool, cipher, checks));
  checks.add('read-model', readModelCheck({ log, pool, at: database, checks }));
  return checks;
}

/** The resources of the process under the injection tokens of `tokens.ts`, for all modules. */
export class PlatformModule {
  static with({
    log,
    pool,
    database,
    cipher,
    actorCodes = { cipher, areShared: true },
    today,
    audit,
    approvals,
    fourEyes = false,
    projections,
    feedsHealth = noFeeds,
    logIn,
    authenticator,
  }: Resources): DynamicModule {
    const readiness = new Readiness(pool);
    const readModels = projections ?? new ProjectionRunner(log, pool);
    const values = [
      [EVENT_LOG, log],
      [DATABASE, pool],
      [DATABASE_ADDRESSES, database],
      [CIPHER, cipher],
      [ACTOR_CODES, actorCodes],
      [TODAY, today],
      [AUDIT_LOG, audit],
      [AUDITOR, new Auditor(audit, cipher, log)],
      [PROJECTIONS, readModels],
      [ERASURES, new Erasures(readModels, log)],
      [FOUR_EYES, new FourEyes(approvals, cipher, { isOn: fourEyes, actors: actorCodes.cipher })],
      [FEEDS_HEALTH, feedsHealth],
      [LOG_IN, logIn ?? null],
      [AUTHENTICATOR, authenticator ?? logIn ?? everybodyIsLocal],
      [REQUEST_KEYS, new StoredRequestKeys(pool, cipher)],
      [READINESS, readiness],
      [LEDGER_CHECKS, checksOf({ log, pool, database, cipher, audit })],
      [
        METRICS,
        platformMetrics({ log, pool, readiness, feedsHealth, approvals, lastBackup: () => lastBackupIn(pool) }),
      ],
    ] as const;
    return {
      module: PlatformModule,
      imports: [LoggerModule.forRoot({ pinoHttp }), CqrsModule],
      global: true,
      controllers: [...controllers],
      providers: [
        ...values.map(([provide, useValue]) => ({ provide, useValue })),
        ...approvalHandlers,
        ReviewRightsHandler,
        CheckLedgerHandler,
      ],
      exports: values.map(([provide]) => provide),
    };
  }
}
