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
import type { EventLog } from '../src/index.js';
import type { Subject } from './subject.js';

/** What an adapter promises about what it records, whoever reads it and however often the store fails. */
export const recording = [appending, refusals, idempotence, racing, model, reading, digests];

/** What every adapter of the event log promises, whatever it stores events in. */
export function eventLogConformance(
  name: string,
  start: () => Promise<Subject>,
  suites: readonly ((open: Subject['open']) => void)[] = [...recording, following, largeLogs],
): void {
  describe(`event log: ${name}`, () => {
    let subject: Subject | undefined;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject?.stop());
    const opened: EventLog[] = [];
    afterEach(() => Promise.all(opened.splice(0).map((log) => log.close())));
    const open: Subject['open'] = (options) => {
      if (!subject) throw new Error('the store under test did not start');
      const log = subject.open(options);
      opened.push(log);
      return log;
    };
    for (const suite of suites) suite(open);
  });
}
