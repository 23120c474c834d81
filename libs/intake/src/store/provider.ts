import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { Pool } from 'pg';
import {
  CIPHER,
  DATABASE,
  ERASURES,
  IDENTITIES,
  LEDGER_CHECKS,
  METRICS,
  overAllRegions,
  READINESS,
  sealedYouthKeys,
  YouthKeys,
  type Cipher,
  type Erasures,
  type Identities,
  type LedgerChecks,
  type Metrics,
  type Projection,
  type Readiness,
} from '@regieboek/platform';
import { messageCheck } from './answers-check.js';
import { sealedMessages } from './sealed-messages.js';
import { MessageStore } from './message-store.js';
import { measureMessages } from './message-metrics.js';

/**
 * Provides the message store of a service, in its schema, under a token. Readiness reports the number of parked
 * messages. With `erasures` messages are kept in parts, under the keys of the youths in them.
 */
export const messageStoreIn = (schema: string, token: InjectionToken, erasures?: Projection): FactoryProvider => ({
  provide: token,
  inject: [DATABASE, CIPHER, READINESS, LEDGER_CHECKS, METRICS, ERASURES, { token: IDENTITIES, optional: true }],
  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  useFactory: (
    pool: Pool,
    cipher: Cipher,
    readiness: Readiness,
    checks: LedgerChecks,
    metrics: Metrics,
    all: Erasures,
    identities?: Identities,
  ) => {
    if (erasures) all.follow(erasures);
    const people = identities && {
      identities,
      keys: new YouthKeys(pool, cipher, schema),
      erased: (region: string) => all.ready(region),
      allErased: () => all.applyAll(),
    };
    const messages = new MessageStore(pool, cipher, schema, erasures && people);
    checks.add('messages', messageCheck(pool, schema));
    checks.addSealed([sealedMessages(schema), ...(erasures ? [sealedYouthKeys(schema)] : [])]);
    measureMessages(metrics, schema, messages.attempts);
    readiness.counts(() => overAllRegions(() => messages.attempts.parkedCount()));
    return messages;
  },
});
