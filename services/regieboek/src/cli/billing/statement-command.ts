import { join, resolve } from 'node:path';
import { csvOf, GetStatements, type KnownStatement } from '@regieboek/finance';
import { privateFolder, writePrivate } from '@regieboek/platform/files';
import { withLedger } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { CommandRefused, warnOfOthers, type Output } from '../output.js';
import { mustKnowMunicipality } from '../known-codes.js';
import { stateLines, stateOf } from '../months/month-states.js';
import { billingTexts } from './texts.js';
import { type PeriodOptions, mustKnow } from './bill-command.js';

/** Options of `statement`. */
export interface StatementOptions extends PeriodOptions {
  readonly municipality?: string;
  readonly out?: string;
}

/** Everything that a statement lists: lines, lump sums, and corrections of earlier months. */
const rowsOf = ({ lines, lumpSums, corrections }: KnownStatement) => [...lines, ...lumpSums, ...corrections];

/** Writes statements as JSON and CSV to `<folder>/<region>/<period>/`; gives the folder. */
export async function writeStatements(statements: readonly KnownStatement[], folder: string): Promise<void> {
  for (const statement of statements) {
    const target = join(folder, statement.region, statement.period);
    await privateFolder(target);
    await writePrivate(join(target, `${statement.municipality}.json`), `${JSON.stringify(statement, null, 2)}\n`);
    await writePrivate(join(target, `${statement.municipality}.csv`), csvOf(rowsOf(statement)));
  }
}

/** `regieboek statement`: statements of a month, of one municipality or of all. */
export async function statementCommand(settings: Settings, options: StatementOptions, output: Output): Promise<void> {
  const { statements, stated } = await withLedger(settings, async (regieboek) => {
    await mustKnow(regieboek, options.region, output.language);
    const named = { region: options.region, code: options.municipality };
    await mustKnowMunicipality(regieboek, named, output.language);
    return {
      statements: await regieboek.ask(new GetStatements(options, options.municipality)),
      stated: await stateOf(regieboek, options.region, options.period),
    };
  });
  const texts = billingTexts[output.language];
  if (options.municipality && statements.length === 0) {
    throw new CommandRefused(texts.nothingBorne(options.municipality, options.region, options.period));
  }
  if (options.out) {
    await warnOfOthers(options.out, output);
    await writeStatements(statements, resolve(options.out));
  }
  if (options.json) return output.json(statements.map((one) => ({ ...one, state: stated.state })));
  const states = stateLines([stated], output.language);
  if (options.out)
    for (const line of [texts.written(statements.length, resolve(options.out)), ...states]) output.line(line);
  else {
    // Standard output is a CSV file.
    for (const line of states) output.step(line);
    output.line(csvOf(statements.flatMap(rowsOf)).trimEnd());
  }
}
