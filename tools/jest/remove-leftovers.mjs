/**
 * Removes the databases of temporary data folders that specs removed: run by root, a database that its account cannot reach in such a
 * folder is outside it. Jest calls this once per run.
 */
import { tmpdir } from 'node:os';

export default async function removeDatabasesOfSpecs() {
  const { findLeftovers, removeLeftovers } = await import('../../libs/embedded-postgres/dist/index.js');
  await removeLeftovers((await findLeftovers()).filter(({ folder }) => folder?.startsWith(tmpdir())));
}
