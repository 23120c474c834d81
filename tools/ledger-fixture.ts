/**
 * `npm run ledger-fixture`: makes the ledger of this version that all later versions must open (services/regieboek/test/ledgers/<version>):
 * a small demo, and a region with every type of event. Run it once for a release, before its tag; an existing folder is refused.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openResources, readSettings } from '@regieboek/app';
import { eventId } from '@regieboek/eventing';
import { catalogue, validated, type DomainEvent } from '@regieboek/events';
import { overAllRegions, productVersion } from '@regieboek/platform';
import { runCommand } from '../services/regieboek/test/ledgers/run-command.ts';

const target = join(import.meta.dirname, '../services/regieboek/test/ledgers', productVersion);
if (existsSync(target)) throw new Error(`${target} exists: a ledger of a released version never changes`);

/** Region of the events that no demo has: the examples of all types. */
const GOLDEN = 'golden';
const golden = join(import.meta.dirname, '../libs/events/golden');

/** The examples, contracts first: everything else is about them. */
const examples = readdirSync(golden)
  .sort(
    (one, other) =>
      Number(other.includes('region-defined')) - Number(one.includes('region-defined')) || one.localeCompare(other),
  )
  .map((file) => readFileSync(join(golden, file), 'utf8').replaceAll('"zhz"', `"${GOLDEN}"`))
  .map((text) => validated(JSON.parse(text) as DomainEvent));

const without = catalogue.filter(({ type }) => !examples.some((event) => event.type === type));
if (without.length > 0) throw new Error(`no example of ${without.map(({ type }) => type).join(', ')}`);

async function appendExamples(dataDir: string): Promise<void> {
  const resources = await openResources(readSettings({}, { dataDir }));
  try {
    for (const [index, event] of examples.entries())
      await overAllRegions(() =>
        resources.log.append(`${GOLDEN}.example-${index}`, 'none', [{ id: eventId(event.type, index), ...event }], {
          actor: 'fixture',
        }),
      );
  } finally {
    await resources.close();
  }
}

/** SHA-256 of every file below a folder, by its path. */
function digestsBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'regieboek-fixture-'));
try {
  await runCommand('demo', '--youths', '16', '--months', '4', '--out', folder);
  const dataDir = join(folder, 'data');
  await appendExamples(dataDir);
  await runCommand('backup', join(target, 'backup'), '--data-dir', dataDir);
  copyFileSync(join(dataDir, 'vault.key'), join(target, 'vault.key'));
  writeFileSync(
    join(target, 'statements.json'),
    `${JSON.stringify(digestsBelow(join(folder, 'statements')), null, 2)}\n`,
  );
  await runCommand('remove', '--data-dir', dataDir, '--yes');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
