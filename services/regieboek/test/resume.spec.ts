import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MessageStore } from '@regieboek/intake';
import { startTestDatabase } from '@regieboek/embedded-postgres/testing';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import { Regieboek } from '../src/process/regieboek.js';
import { testSettings } from './running.js';
import * as story from './story.js';

/** Writes files to a new folder. */
function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek files '));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('an import', () => {
  it('first processes messages that an earlier process received and did not finish', async () => {
    const database = await startTestDatabase();
    const regieboek = await Regieboek.open(testSettings(database.url));
    try {
      const base = folderWith({
        'contracts.yaml': story.regionFile,
        'facts.csv': story.factsFile,
        'one.xml': story.jw301(story.bsn, 0),
      });
      const taken = await importFiles(regieboek, await filesToImport([base]), () => undefined);
      expect(taken.map(({ status }) => status)).toEqual(['processed', 'processed', 'processed']);

      const { cipher, log } = regieboek.resources;
      const pool = new pg.Pool({ connectionString: database.url });
      const [placements, finance] = ['placements', 'finance'].map((schema) => new MessageStore(pool, cipher, schema));
      await placements?.receive(Buffer.from(story.jw301(story.otherBsn, 1)), 'iJw');
      await finance?.receive(Buffer.from(story.jw323()), 'JW323');
      await finance?.receive(Buffer.from('not a message'), 'JW323');

      expect(await importFiles(regieboek, [], () => undefined)).toEqual([]);
      expect(await finance?.list('received')).toEqual([]);
      expect(await finance?.list('processed')).toMatchObject([{ result: { lines: 3, approvedLines: 2 } }]);
      expect(await finance?.list('refused')).toHaveLength(1);
      expect(await placements?.list('received')).toEqual([]);

      const head = await log.head(story.region);
      expect(await regieboek.resume()).toEqual({ settled: 0, failures: [] });
      expect(await log.head(story.region)).toBe(head);
      await pool.end();
    } finally {
      await regieboek.close();
      await database.stop();
    }
  });
});
