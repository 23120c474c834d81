import type { Language } from '@regieboek/kernel';
import { ListSignals, type Signal } from '@regieboek/placements';
import type { Settings } from '../../process/settings.js';
import { inRegion, type InRegion } from '../in-region.js';
import { table, type Output } from '../output.js';
import { figuresTexts } from './texts.js';

function linesOf(signals: readonly Signal[], language: Language): string[] {
  const texts = figuresTexts[language];
  if (signals.length === 0) return [texts.noSignals];
  return table(
    texts.signalColumns,
    signals.map(({ from, to, provider, youth, kind }) => [
      from,
      to,
      provider,
      youth ?? texts.allYouths,
      texts.kinds[kind] ?? kind,
    ]),
    [],
  );
}

/** `regieboek signals`: situations that a person should review. */
export async function signalsCommand(settings: Settings, options: InRegion, output: Output): Promise<void> {
  const signals = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ListSignals(options.region)),
  );
  if (options.json) return output.json({ signals });
  for (const line of linesOf(signals, output.language)) output.line(line);
}
