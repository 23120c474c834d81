import type { FactoryProvider, InjectionToken } from '@nestjs/common';
import type { Pool } from 'pg';
import { CIPHER, DATABASE, READINESS, type Cipher, type Readiness, overAllRegions } from '@regieboek/platform';
import { MessageStore } from './message-store.js';

/**
 * Provides the message store of a service, in its schema, under a token. Readiness reports the number of parked
 * messages.
 */
export const messageStoreIn = (schema: string, token: InjectionToken): FactoryProvider => ({
  provide: token,
  inject: [DATABASE, CIPHER, READINESS],
  useFactory: (pool: Pool, cipher: Cipher, readiness: Readiness) => {
    const messages = new MessageStore(pool, cipher, schema);
    readiness.counts(() => overAllRegions(() => messages.attempts.parkedCount()));
    return messages;
  },
});
