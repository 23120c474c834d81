import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ExplainLine,
  GetBilledLines,
  GetBillingSummary,
  GetDeclarationAnswer,
  GetStatementDocuments,
} from '@regieboek/finance';
import { checkFile, readJw325, type JW325 } from '@regieboek/ijw';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { lastDayOf, parseMonth, type Month } from '@regieboek/kernel';
import { inLongRuns, sized } from '@regieboek/kernel/testing';
import { demoDefaults, writeDemoFiles } from '../src/demo-data/index.js';
import { filesToImport } from '../src/import/files-to-import.js';
import { importFiles } from '../src/import/import-files.js';
import type { FileResult } from '../src/import/import-one.js';
import { Regieboek } from '../src/process/regieboek.js';
import { readSettings } from '../src/process/settings.js';

interface Planted {
  readonly file: string;
  readonly on: 'line' | 'client' | 'declaration' | 'header' | 'file';
  readonly kind: string;
  readonly codes: readonly string[];
  readonly reference?: string;
}

const region = 'zhz';
const options = { ...demoDefaults, youths: sized(50, 150), months: 4, regions: [region] };
const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new RangeError(text);
  return parsed;
};
const last = month('2025-12');
const months = [month('2025-09'), month('2025-10'), month('2025-11'), last];

/** A ledger on a separate database that imported the files of a folder. */
class Ledger {
  private constructor(
    private readonly database: TestDatabase,
    readonly regieboek: Regieboek,
    readonly results: readonly FileResult[],
  ) {}

  static async of(folder: string): Promise<Ledger> {
    const database = await startTestDatabase();
    const variables = { DATABASE_URL: database.url, REGIEBOEK_VAULT_KEY: 'ab'.repeat(32) };
    const today = lastDayOf(last) + 45;
    const regieboek = await Regieboek.open(readSettings(variables, { dataDir: folder, today }));
    return new Ledger(
      database,
      regieboek,
      await importFiles(regieboek, await filesToImport([join(folder, 'files')]), () => undefined),
    );
  }

  async close(): Promise<void> {
    await this.regieboek.close();
    await this.database.stop();
  }

  /** Statements of all months without what differs between ledgers by nature: pseudonyms and the digests over them. */
  async statements(): Promise<unknown> {
    const all = [];
    for (const one of months) {
      for (const { statement } of await this.regieboek.ask(new GetStatementDocuments({ region, period: one }))) {
        const { lines, lumpSums, totalCents, municipality } = statement;
        all.push({ municipality, totalCents, lumpSums, lines: lines.map(({ youth: _, ...line }) => line) });
      }
    }
    return all;
  }
}

describe('the main job: from the files of a region to statements', () => {
  let folder: string;
  let ledger: Ledger;
  let planted: Planted[];
  const answers = new Map<string, JW325>();
  const answerXml: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regieboek main job '));
    await writeDemoFiles(folder, options);
    ledger = await Ledger.of(folder);
    planted = (JSON.parse(await readFile(join(folder, 'expected', `${region}.json`), 'utf8')) as { wrong: Planted[] })
      .wrong;
    for (const { file, declaration } of ledger.results) {
      if (!declaration) continue;
      const xml = await ledger.regieboek.ask(new GetDeclarationAnswer(region, declaration.id));
      const read = readJw325(xml ?? '');
      if (!xml || !read.ok) throw new Error(`no readable answer to ${file}`);
      answerXml.push(xml);
      answers.set(file.slice(join(folder, 'files', region).length + 1), read.value);
    }
  });

  afterAll(async () => {
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  });

  const linesOf = (answer: JW325 | undefined) =>
    (answer?.declaratieAntwoord?.clienten ?? []).flatMap((client) =>
      client.prestaties.map((one) => ({
        reference: one.productReferentie.referentieNummer,
        codes: one.retourCodes,
        client: client.retourCodes,
      })),
    );

  it('refuses the unreadable files, and the declarations that are refused as a whole, each with its reasons', () => {
    const refused = ledger.results.filter(({ status }) => status === 'refused');
    const whole = planted.filter(({ on }) => on === 'file' || on === 'header' || on === 'declaration');
    expect(refused.map(({ file }) => file.slice(join(folder, 'files', region).length + 1)).toSorted()).toEqual(
      [...new Set(whole.map(({ file }) => file))].toSorted(),
    );
    expect(refused.filter(({ faults }) => faults.length === 0)).toEqual([]);
  });

  it('answers every declaration with a valid JW325', () => {
    expect(answerXml.length).toBeGreaterThan(50);
    for (const xml of answerXml)
      expect(checkFile(xml, { today: demoDefaults.until }).findings.filter(({ level }) => level === 1)).toEqual([]);
  });

  it('finds every planted fault with exactly its codes, and no other', () => {
    const expected = planted.filter(({ on }) => on === 'line');
    expect(new Set(expected.map(({ kind }) => kind)).size).toBeGreaterThan(sized(10, 15));
    const found = new Map(
      [...answers].flatMap(([file, answer]) =>
        linesOf(answer).map((line) => [`${file} ${line.reference}`, line] as const),
      ),
    );
    for (const { file, reference, codes, kind } of expected) {
      expect({ kind, file, reference, codes: [...(found.get(`${file} ${reference}`)?.codes ?? [])].sort() }).toEqual({
        kind,
        file,
        reference,
        codes: [...codes].sort(),
      });
    }
    const known = new Set(expected.map(({ file, reference }) => `${file} ${reference}`));
    const surprises = [...found].filter(
      ([key, { client }]) => !known.has(key) && !client.some((code) => code === '8187'),
    );
    expect(surprises.map(([key, { codes }]) => `${key} ${codes.join(' ')}`)).toEqual([]);
  });

  it('refuses clients and whole declarations as planted', () => {
    for (const { file, on, codes } of planted.filter((one) => one.on !== 'line' && one.on !== 'file')) {
      const answer = answers.get(file);
      const actual =
        on === 'header'
          ? answer?.header.retourCodes
          : on === 'declaration'
            ? answer?.declaratieAntwoord?.retourCodes
            : linesOf(answer).map(({ client }) => client[0]);
      expect({ file, codes: actual }).toEqual({ file, codes: expect.arrayContaining([...codes]) });
    }
  });

  it('bills every approved cent once: to a municipality or to the review queue', async () => {
    const approved = ledger.results.reduce((sum, { declaration }) => sum + (declaration?.approvedLines ?? 0), 0);
    let references = 0;
    for (const one of months) {
      const { run } = await ledger.regieboek.ask(new GetBilledLines({ region, period: one }));
      const { totals } = run;
      expect(totals.billedCents + totals.unresolvedCents).toBe(totals.approvedCents + totals.lumpSumCents);
      references += new Set(run.lines.map(({ provider, reference }) => `${provider}.${reference}`)).size;
    }
    expect(references).toBe(approved);
  });

  it('divides some lines, keeps some unresolved, and finds claims', async () => {
    const runs = await Promise.all(
      months.map((one) => ledger.regieboek.ask(new GetBillingSummary({ region, period: one }))),
    );
    expect(runs.some(({ claims }) => claims.length > 0)).toBe(true);
    expect(runs.some(({ review }) => review > 0)).toBe(true);
    const lines = (
      await Promise.all(months.map((one) => ledger.regieboek.ask(new GetBilledLines({ region, period: one }))))
    ).flatMap(({ run }) => run.lines);
    expect(lines.some(({ id, municipality }) => id.endsWith('.2') && municipality !== null)).toBe(true);
    expect(new Set(lines.map(({ rule }) => rule)).size).toBeGreaterThan(3);
  });

  it('explains every line of a month in sentences', async () => {
    const { run } = await ledger.regieboek.ask(new GetBilledLines({ region, period: last }));
    for (const { id } of [...run.lines.slice(0, 5), ...run.lumpSums.slice(0, 3)]) {
      const explanation = await ledger.regieboek.ask(new ExplainLine({ region, id }, 'nl'));
      expect(explanation?.sentences.join(' ')).toContain('€');
    }
  });

  it('computes no run, statement or explanation for a client that has disconnected', async () => {
    const { regieboek } = ledger;
    const month = { region, period: last };
    const { run } = await regieboek.ask(new GetBilledLines(month));
    const watch = { signal: AbortSignal.abort(new Error('left')) };
    const computations = {
      summary: () => regieboek.ask(new GetBillingSummary(month, {}, watch)),
      statements: () => regieboek.ask(new GetStatementDocuments(month, undefined, {}, watch)),
      explanation: () => regieboek.ask(new ExplainLine({ region, id: run.lines[0]?.id ?? '' }, 'nl', watch)),
    };
    for (const compute of Object.values(computations)) await expect(compute()).rejects.toThrow('left');
  });

  it('changes nothing when the same files are imported again', async () => {
    const before = await ledger.regieboek.resources.log.head(region);
    const again = await importFiles(ledger.regieboek, await filesToImport([join(folder, 'files')]), () => undefined);
    expect(again.filter(({ status }) => status === 'processed')).toEqual([]);
    expect(await ledger.regieboek.resources.log.head(region)).toBe(before);
  });

  inLongRuns('gives the same statements elsewhere', async () => {
    const small = await mkdtemp(join(tmpdir(), 'regieboek main job twice '));
    await writeDemoFiles(small, { ...options, youths: sized(12, options.youths) });
    const [one, elsewhere] = [await Ledger.of(small), await Ledger.of(small)];
    try {
      const statements = await one.statements();
      expect(statements).toContainEqual(
        expect.objectContaining({ lines: expect.arrayContaining([expect.anything()]) }),
      );
      expect(await elsewhere.statements()).toEqual(statements);
    } finally {
      await Promise.all([one.close(), elsewhere.close()]);
      await rm(small, { recursive: true, force: true });
    }
  });
});
