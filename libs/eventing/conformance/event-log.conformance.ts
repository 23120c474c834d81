import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { appending } from './appending.js';
import { digests } from './digests.js';
import { following } from './following.js';
import { idempotence } from './idempotence.js';
import { largeLogs } from './large-logs.js';
import { model } from './model.js';
import { racing } from './racing.js';
import { reading } from './reading.js';
import { refusals } from './refusals.js';
import { restarting } from './restarting.js';
import { restoring } from './restoring.js';
import { sharing } from './sharing.js';
import type { EventLog } from '../src/index.js';
import type { Subject } from './subject.js';

/** Tests of one guarantee: `open` opens adapters, and `subject` returns their store while tests run. */
export type Suite = (open: Subject['open'], subject: () => Subject) => void;

/** Guarantees of an adapter about recorded events, for every reader and for any failures of the store. */
export const recording: readonly Suite[] = [
  appending,
  refusals,
  idempotence,
  racing,
  model,
  reading,
  digests,
  restoring,
];

/** Guarantees of every adapter of the event log. */
export function eventLogConformance(
  name: string,
  start: () => Promise<Subject>,
  suites: readonly Suite[] = [...recording, following, restarting, sharing, largeLogs],
): void {
  describe(`event log: ${name}`, () => {
    let subject: Subject | undefined;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject?.stop());
    const opened: EventLog[] = [];
    afterEach(() => Promise.all(opened.splice(0).map((log) => log.close())));
    const started = (): Subject => {
      if (!subject) throw new Error('the store under test did not start');
      return subject;
    };
    const open: Subject['open'] = (options) => {
      const log = started().open(options);
      opened.push(log);
      return log;
    };
    for (const suite of suites) suite(open, started);
  });
}
