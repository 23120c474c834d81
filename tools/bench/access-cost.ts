/**
 * `npm run bench:access`: decisions on permissions, a log-in on loopback, and the cost of isolation of regions and the audit log for a
 * bill, a statement and an import. `-- --lines N` sets the size of the declaration, `-- --json FILE` writes the rows.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@regieboek/embedded-postgres';
import { benchAccess } from './access.ts';
import { costOf, type Cost } from './access-requests.ts';
import { benchLogIn } from './log-in.ts';
import { round, type Measurement } from './measurement.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, lines: { type: 'string', default: '5000' } } });
const lines = Number(values.lines);
if (!Number.isSafeInteger(lines) || lines < 1) throw new Error('--lines must be a positive integer');

const folder = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
const server = await startEmbeddedPostgres({ dataDir: folder });

/** A row that compares seconds with and without isolation and audit log. */
const compared = (name: string, { own, other, ratio }: Cost): Measurement => ({
  ...{ name, value: round(own * 1_000), unit: 'ms', baseline: round(other * 1_000), ratio: round(ratio) },
  against: 'administrator of the database, audit in memory',
});

async function costs(): Promise<Measurement[]> {
  const {
    bill,
    statement,
    declaration,
    message,
    folder: imported,
  } = await costOf({ server: server.url, folder, lines });
  return [
    compared('a bill, asked again', bill),
    compared('a statement, asked again', statement),
    compared(`JW323 of ${lines} lines imported`, declaration),
    compared('JW301 over HTTP, one by one', message),
    compared('JW301 of a folder, imported by one command', imported),
  ];
}

try {
  const rows = [...(await benchAccess()), await benchLogIn(join(folder, 'log-in')), ...(await costs())];
  console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  console.log('| measured | value | baseline | ratio | baseline is |\n| --- | --- | --- | --- | --- |');
  for (const { name, value, unit, baseline, ratio, against } of rows)
    console.log(
      `| ${name} | ${value.toLocaleString('en')} ${unit} | ${baseline.toLocaleString('en')} | ${ratio} | ${against ?? ''} |`,
    );
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
