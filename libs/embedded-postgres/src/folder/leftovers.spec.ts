import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepIdentity, newIdentity } from './identity.js';
import { findLeftovers, removeLeftovers } from './leftovers.js';

let above = '';
beforeAll(async () => {
  above = await realpath(await mkdtemp(join(tmpdir(), 'regieboek-leftovers-')));
});
afterAll(() => rm(above, { recursive: true }));

/** A database outside its data folder, as in the system folder. */
async function databaseOf(folder: string): Promise<string> {
  const identity = newIdentity(folder);
  const place = join(above, 'clusters', identity.id);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'PG_VERSION'), '18\n');
  await keepIdentity(place, identity);
  if (existsSync(folder)) await keepIdentity(folder, identity);
  return place;
}

describe('databases outside data folders', () => {
  it('are leftovers when their folder is gone or unknown, not when it is there', async () => {
    const [used, starting] = [join(above, 'used'), join(above, 'starting')];
    for (const folder of [used, starting]) await mkdir(folder);
    const ofUsed = await databaseOf(used);
    const ofStarting = await databaseOf(starting);
    await rm(join(starting, 'regieboek-folder.json'));
    await symlink(ofStarting, join(starting, 'postgres'));
    const ofGone = await databaseOf(join(above, 'gone'));
    const unknown = join(above, 'clusters', '0123456789abcdef');
    await mkdir(unknown);
    const clusters = join(above, 'clusters');
    const found = await findLeftovers(clusters);
    expect(found.toSorted((a, b) => a.place.localeCompare(b.place))).toEqual(
      [
        { place: ofGone, folder: join(above, 'gone') },
        { place: unknown, folder: undefined },
      ].toSorted((a, b) => a.place.localeCompare(b.place)),
    );
    expect(await removeLeftovers([...found, { place: ofUsed, folder: used }])).toHaveLength(2);
    expect([ofUsed, ofStarting, ofGone, unknown].map((place) => existsSync(place))).toEqual([true, true, false, false]);
    expect(await findLeftovers(clusters)).toEqual([]);
  });

  it('are an empty list when the folder does not exist', async () => {
    expect(await findLeftovers(join(above, 'nowhere'))).toEqual([]);
  });
});
