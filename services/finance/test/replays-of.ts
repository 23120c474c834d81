/** Replays of logs in memory, for tests: real segments, in folders that are gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { EventLog } from '@regieboek/eventing';
import { JournalReplays } from '@regieboek/replays';

let root = '';
let made = new WeakMap<EventLog, JournalReplays>();

/** Keeps the folders of replays while the tests of a spec file run: to be called outside its tests. */
export function keepReplays(): void {
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'regieboek-replays-'));
    made = new WeakMap();
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
    root = '';
  });
}

/** Replays of a log: the same for the same log. */
export function replaysOf(log: EventLog): JournalReplays {
  const known = made.get(log);
  if (known) return known;
  if (root === '') throw new Error('there is no folder for replays: call keepReplays() in the spec file');
  const replays = new JournalReplays(log, mkdtempSync(join(root, 'log-')));
  made.set(log, replays);
  return replays;
}
