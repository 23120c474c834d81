import { findLeftovers, placesOf, removeLedger, removeLeftovers } from '@regieboek/embedded-postgres';
import { mustHaveLedger } from '../../process/require-ledger.js';
import type { Settings } from '../../process/settings.js';
import { CommandRefused, type Output } from '../output.js';
import { leftoversInRows } from './leftovers.js';
import { placeTexts } from './texts.js';

/** Options of `remove`. */
export interface RemoveOptions {
  readonly dataDir?: string;
  readonly leftovers?: boolean;
  readonly unknown?: boolean;
  readonly yes?: boolean;
}

async function removeFolder(settings: Settings, isMeant: boolean, output: Output): Promise<void> {
  const texts = placeTexts[output.language];
  if (settings.databaseUrl !== undefined) throw new CommandRefused(texts.ofDatabaseUrl);
  await mustHaveLedger(settings);
  if (!isMeant) {
    const found = await placesOf(settings.dataDir);
    throw new CommandRefused(texts.wouldRemove(found.folder, found.database ?? texts.none));
  }
  const { folder, database, kept, others } = await removeLedger(settings.dataDir);
  output.line(texts.removed(folder, database ?? texts.none));
  if (kept !== undefined) output.line(texts.keptDatabase(kept));
  if (others.length > 0) output.line(texts.othersStay(others.join(', ')));
}

async function removeAllLeftovers({ yes, unknown }: RemoveOptions, output: Output): Promise<void> {
  const texts = placeTexts[output.language];
  const found = await findLeftovers();
  if (found.length === 0) return output.line(texts.noLeftovers);
  for (const line of leftoversInRows(found, output.language)) output.line(line);
  if (!yes) throw new CommandRefused(texts.passYes);
  const removed = await removeLeftovers(found.filter(({ folder }) => unknown === true || folder !== undefined));
  output.line(texts.removedLeftovers(removed.length));
  if (unknown !== true && found.some(({ folder }) => folder === undefined)) output.line(texts.passUnknown);
}

/** `regieboek remove`: takes a ledger away wherever its parts are, or the databases that deleted folders left. */
export async function removeCommand(settings: Settings, options: RemoveOptions, output: Output): Promise<void> {
  if (options.leftovers) return removeAllLeftovers(options, output);
  if (options.dataDir === undefined) throw new CommandRefused(placeTexts[output.language].nameFolder);
  await removeFolder(settings, options.yes === true, output);
}
