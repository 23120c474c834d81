import { createHmac, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import {
  checkChain,
  INSTALLATION,
  logboekLines,
  openAuditLog,
  openDatabase,
  type AuditEntry,
  type AuditFilter,
  type KeptAuditLog,
  type ChainEnd,
  type CheckedChain,
} from '@regieboek/platform';
import type { Language } from '@regieboek/kernel';
import { auditedAlone, type CommandUnderWay } from '../../process/command-audit.js';
import { mustHaveLedger } from '../../process/require-ledger.js';
import type { Settings } from '../../process/settings.js';
import { CommandRefused, table, type Output } from '../output.js';
import { auditTexts } from './texts.js';

/** Options of `audit show`. */
export interface AuditOptions extends AuditFilter {
  readonly region: string;
  readonly database?: string;
  readonly json?: boolean;
}

/** Options of `audit export`. */
export interface ExportOptions extends AuditOptions {
  readonly form: 'entries' | 'logboek';
}

/** Options of `audit verify`. */
export interface VerifyAuditOptions {
  readonly region?: string;
  readonly database?: string;
  readonly mark?: readonly ChainEnd[];
  readonly json?: boolean;
}

/** Runs `work` on the audit log of a database; reading is recorded in it first. */
async function withAuditLog(
  settings: Settings & { readonly command?: CommandUnderWay },
  database: string | undefined,
  work: (log: KeptAuditLog) => Promise<void>,
): Promise<void> {
  const databaseUrl = database ?? settings.databaseUrl;
  if (databaseUrl === undefined) await mustHaveLedger(settings);
  const opened = await openDatabase({ databaseUrl, ownerUrl: settings.ownerUrl, dataDir: resolve(settings.dataDir) });
  try {
    const log = await openAuditLog(opened);
    try {
      await auditedAlone(log, settings.command);
      await work(log);
    } finally {
      await log.close();
    }
  } finally {
    await opened.close();
  }
}

const DETAILS_MAX = 60;

/** Ids and filters of an entry in one cell. */
const detailsOf = ({ object, query }: AuditEntry): string => {
  const parts = Object.entries({ ...query, ...object }).filter(([name]) => name !== 'region');
  const text = parts.map(([name, value]) => `${name}=${value}`).join(' ');
  return text.length > DETAILS_MAX ? `${text.slice(0, DETAILS_MAX)}…` : text;
};

const rowOf = (entry: AuditEntry): string[] => [
  String(entry.position),
  entry.at.slice(0, 19),
  entry.subject ?? '',
  entry.event,
  entry.action ?? '',
  detailsOf(entry),
  String(entry.youthCount),
  entry.code === null ? entry.result : `${entry.result}: ${entry.code}`,
];

async function* every(entries: AsyncIterable<AuditEntry>, seen: () => void): AsyncGenerator<AuditEntry> {
  for await (const entry of entries) {
    seen();
    yield entry;
  }
}

const ROWS_SHOWN = 1_000;

/** `regieboek audit show`: entries of a region, oldest first. */
export async function showAudit(settings: Settings, options: AuditOptions, output: Output): Promise<void> {
  const { region, database, json } = options;
  await withAuditLog(settings, database, async (log) => {
    if (json) return output.jsonItems(log.entries(region, options));
    const rows: string[][] = [];
    let count = 0;
    for await (const entry of every(log.entries(region, options), () => (count += 1))) {
      rows.push(rowOf(entry));
      if (rows.length > ROWS_SHOWN) rows.shift();
    }
    const texts = auditTexts[output.language];
    for (const line of table(texts.header, rows, [0, 6])) output.line(line);
    if (count > rows.length) output.line(texts.last(rows.length, count));
  });
}

/** Ids of youths that hold in one export only. */
function pseudonyms(): (youth: string) => string {
  const key = randomBytes(32);
  return (youth) => createHmac('sha256', key).update(youth).digest('hex');
}

/** `regieboek audit export`: entries, or lines of the Logboek Dataverwerkingen, as JSON lines. */
export async function exportAudit(settings: Settings, options: ExportOptions, output: Output): Promise<void> {
  const { region, database, form } = options;
  const pseudonymOf = pseudonyms();
  await withAuditLog(settings, database, async (log) => {
    for await (const entry of log.entries(region, options)) {
      const lines = form === 'logboek' ? logboekLines(entry, pseudonymOf) : [entry];
      if (lines.length > 0) await output.text(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }
  });
}

const nameOf = (region: string, language: Language): string => {
  const texts = auditTexts[language];
  return region === INSTALLATION ? texts.installation : texts.region(region);
};

/** A checked chain in a sentence, with the mark to keep elsewhere. */
function sentenceOf(region: string, { entries, end, broken }: CheckedChain, language: Language): string {
  const texts = auditTexts[language];
  const place = nameOf(region, language);
  return broken
    ? texts.fault(place, broken.position, texts.broken[broken.fault])
    : texts.holds(place, entries, `${end.position}:${end.hash}`);
}

/** `regieboek audit verify`: checks the chains; refused with the first broken link of each. */
export async function verifyAudit(settings: Settings, options: VerifyAuditOptions, output: Output): Promise<void> {
  const { region, database, mark = [], json } = options;
  const checked: (CheckedChain & { region: string })[] = [];
  await withAuditLog(settings, database, async (log) => {
    const regions = region === undefined ? await log.regions() : [region];
    for (const one of regions)
      checked.push({ region: one, ...(await checkChain(log.entries(one), mark, await log.anchor(one))) });
  });
  if (json) output.json(checked);
  else for (const one of checked) output.line(sentenceOf(one.region, one, output.language));
  const broken = checked.filter((one) => one.broken !== null);
  if (broken.length > 0)
    throw new CommandRefused(
      auditTexts[output.language].refused(broken.map((one) => nameOf(one.region, output.language)).join(', ')),
    );
}

/** Options of `audit prune`. */
export interface PruneOptions {
  readonly region: string;
  readonly database?: string;
  readonly json?: boolean;
}

/** Start of the retention period: entries before it may be removed. */
function keptSince(years: number): Date {
  const since = new Date();
  since.setUTCFullYear(since.getUTCFullYear() - years);
  return since;
}

/** `regieboek audit prune`: removes the oldest part of a region whose retention period is over; that is recorded first. */
export async function pruneAudit(settings: Settings, options: PruneOptions, output: Output): Promise<void> {
  const { region, database, json } = options;
  await withAuditLog(settings, database, async (log) => {
    const removed = await log.prune(region, keptSince(settings.auditYears));
    if (json) return output.json({ region, removed, anchor: await log.anchor(region) });
    output.line(auditTexts[output.language].pruned(nameOf(region, output.language), removed, settings.auditYears));
  });
}
