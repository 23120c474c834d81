import { resolve } from 'node:path';
import { ExportStar, type BiForm, type BiManifest } from '@regieboek/reporting';
import type { KnownAt } from '@regieboek/finance';
import type { Settings } from '../../process/settings.js';
import { inRegion, type InRegion } from '../in-region.js';
import { CommandRefused, table, warnOfOthers, type Output } from '../output.js';
import { exportTexts } from './texts.js';

/** Options of `export bi`. */
export interface ExportOptions extends InRegion {
  readonly out: string;
  readonly purpose: string;
  readonly receiver: string;
  readonly form: BiForm;
  readonly knownAt?: KnownAt;
}

/** Rows for people: per table its rows, its files, and how many of these were written. */
function linesOf({ rows, files }: BiManifest, written: ReadonlySet<string>): string[][] {
  return Object.entries(rows).map(([name, count]) => {
    const own = files.filter((file) => file.table === name);
    const changed = own.filter(({ path }) => written.has(path));
    return [name, String(count), String(own.length), String(changed.length)];
  });
}

/** `regieboek export bi`: the star schema of a region in a folder, for BI programs. */
export async function exportCommand(settings: Settings, options: ExportOptions, output: Output): Promise<void> {
  const { region, out, purpose, receiver, form, knownAt, json } = options;
  const texts = exportTexts[output.language];
  if (knownAt && 'toldBy' in knownAt) throw new CommandRefused(texts.told);
  const written = new Set<string>();
  const target = {
    ...{ folder: resolve(out), form },
    onFile(file: BiManifest['files'][number], isNew: boolean) {
      if (isNew) written.add(file.path);
      output.progress(file.path);
    },
  };
  const delivery = { region, purpose, receiver, ...(knownAt ? { knownAt } : {}) };
  const manifest = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ExportStar(delivery, target)),
  );
  await warnOfOthers(target.folder, output);
  if (json) return output.json(manifest);
  for (const line of table(texts.columns, linesOf(manifest, written), [1, 2, 3])) output.line(line);
  output.line();
  output.line(texts.known(manifest.position, manifest.knownOn));
  output.line(texts.written(out));
  output.line(texts.open(form, out));
}
