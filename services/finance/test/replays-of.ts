/** Replays of logs in memory, for tests: real segments, in folders that are gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { EventLog } from '@regieboek/eventing';
import { JournalReplays } from '../src/runs/journal/replays.js';

const root = mkdtempSync(join(tmpdir(), 'regieboek-replays-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const made = new WeakMap<EventLog, JournalReplays>();

/** Replays of a log: the same for the same log. */
export function replaysOf(log: EventLog): JournalReplays {
  const known = made.get(log);
  if (known) return known;
  const replays = new JournalReplays(log, mkdtempSync(join(root, 'log-')));
  made.set(log, replays);
  return replays;
}
