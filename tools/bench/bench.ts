/**
 * `npm run bench`: speed of the parts that users of a region wait for, each in a separate process and compared with a baseline of the same
 * run. `-- --json FILE` writes the rows, `-- --only NAME` runs one part (access, residence, log, ijw, eventstoredb, log-shared, import,
 * inbox, billing, backup, reconcile, start, figures, statement-xlsx, forecast).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Measurement } from './measurement.ts';

const parts: Record<string, () => Promise<Measurement[]>> = {
  access: async () => (await import('./access.ts')).benchAccess(),
  residence: async () => (await import('./residence.ts')).benchResidence(),
  log: async () => (await import('./log.ts')).benchLog(),
  ijw: async () => (await import('./ijw.ts')).benchIjw(),
  eventstoredb: async () => (await import('./log.ts')).benchEventStoreDb(),
  'log-shared': async () => (await import('./log.ts')).benchLogShared(),
  import: async () => (await import('./import.ts')).benchImport(),
  inbox: async () => (await import('./inbox.ts')).benchInbox(),
  billing: async () => (await import('./billing.ts')).benchBilling(),
  backup: async () => (await import('./backup.ts')).benchBackup(),
  reconcile: async () => (await import('./reconcile.ts')).benchReconcile(),
  start: async () => (await import('./start.ts')).benchStart(),
  figures: async () => (await import('./figures.ts')).benchFigures(),
  'statement-xlsx': async () => (await import('./statement-xlsx.ts')).benchStatementXlsx(),
  forecast: async () => (await import('./forecast.ts')).benchForecast(),
};

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });

const row = ({ name, value, unit, baseline, ratio, against }: Measurement): string =>
  `| ${name} | ${value.toLocaleString('en')} ${unit} | ${baseline.toLocaleString('en')} | ${ratio} | ${against ?? ''} |`;

/** Runs one part in a separate process, so that the memory of other parts does not count. */
function measureApart(name: string): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-bench-'));
  const file = join(folder, 'rows.json');
  try {
    const self = fileURLToPath(import.meta.url);
    const { status } = spawnSync(process.execPath, [self, '--only', name, '--json', file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error(`the part ${name} failed; run it alone with -- --only ${name}`);
    return JSON.parse(readFileSync(file, 'utf8')) as Measurement[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows: Measurement[] = [];
const show = (measured: readonly Measurement[]): void => {
  rows.push(...measured);
  for (const one of measured) console.log(row(one));
};

console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}\n`);
console.log('| measured | value | baseline | ratio | baseline is |\n| --- | --- | --- | --- | --- |');
const steps: typeof parts = {
  'billing-prepare': async () => (await import('./billing.ts')).billingSteps['billing-prepare'](),
  'billing-measure': async () => (await import('./billing.ts')).billingSteps['billing-measure'](),
};
const only = values.only === undefined ? undefined : { ...parts, ...steps }[values.only];
if (values.only !== undefined && !only)
  throw new Error(`no part ${values.only}: choose from ${Object.keys(parts).join(', ')}`);
if (only) show(await only());
else for (const name of Object.keys(parts)) show(measureApart(name));
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
