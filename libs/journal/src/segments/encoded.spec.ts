import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';
import { monthFrom, EncodedLog, regions, StoryLog, noSuccessors, readMonth } from '../testing/index.js';
import { Journal } from './index.js';

const period = monthFrom('2025-03');

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-encoded-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a journal of a log that provides the JSON of its events', () => {
  it('gives the same bills and history as a journal of parsed events', async () => {
    let [folder, given] = [0, 0];
    const journalOf = (log: StoryLog): Journal =>
      new Journal({ successorsOf: noSuccessors, dataDir: join(root, `${(folder += 1)}`), log, segmentEvents: 20 });
    await fc.assert(
      fc.asyncProperty(regions, async ({ events }) => {
        const encoded = new EncodedLog(events);
        const [one, other] = [journalOf(new StoryLog(events)), journalOf(encoded)];
        const asked = { region: 'zhz', period };
        const digest = async (journal: Journal) => (await readMonth(journal, asked)).digest;
        expect(await digest(other)).toBe(await digest(one));
        expect(await other.history(asked)).toEqual(await one.history(asked));
        given += encoded.given;
      }),
      { seed: 20260303, numRuns: sized(10, 25) },
    );
    expect(given).toBeGreaterThan(200);
  });
});
