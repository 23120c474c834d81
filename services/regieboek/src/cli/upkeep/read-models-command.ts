import {
  FeedBarrier,
  readModelStates,
  ReadModelRebuild,
  type Projection,
  type ReadModelState,
  type RebuildStep,
} from '@regieboek/platform';
import type { Language } from '@regieboek/kernel';
import type { Settings } from '../../process/settings.js';
import { CommandRefused, table, type Output } from '../output.js';
import { readModelTexts } from './texts.js';
import { type ReadModelsOptions, withReadModels } from './opened-read-models.js';

const PARTITIONS_DEFAULT = 6;

const rowOf = (one: ReadModelState, language: Language): string[] => [
  one.name,
  one.region,
  one.contexts.join(', '),
  one.fed ? readModelTexts[language].feed : readModelTexts[language].log,
  String(one.position),
  String(one.head),
  one.rebuiltUpTo === null ? '' : String(one.rebuiltUpTo),
  one.tables.join(', '),
];

/** `regieboek read-models list`: every read model in the database, and how far it is in each region. */
export async function listReadModels(options: ReadModelsOptions, settings: Settings, output: Output): Promise<void> {
  const { language } = output;
  const texts = readModelTexts[language];
  const states = await withReadModels(options, { settings, language }, ({ log, pool, found }) =>
    readModelStates({ log, pool }, found),
  );
  const shown = states.filter(({ region }) => options.region === undefined || region === options.region);
  if (options.json) output.json(shown);
  else if (shown.length === 0) output.line(texts.none);
  else {
    const rows = shown.map((one) => rowOf(one, language));
    for (const line of table(texts.columns, rows, [4, 5, 6])) output.line(line);
  }
}

/** The read model of a name, with or without its version. Throws CommandRefused when there is none. */
function namedIn(found: readonly Projection[], name: string, language: Language): Projection {
  const one = found.find((projection) => projection.name === name || projection.name.replace(/\.v\d+$/, '') === name);
  if (one) return one;
  const names = found.map((projection) => projection.name).join(', ');
  const { noneInDatabase, unknown } = readModelTexts[language];
  throw new CommandRefused(found.length === 0 ? noneInDatabase : unknown(name, names));
}

function printStep(step: RebuildStep, name: string, output: Output): void {
  const texts = readModelTexts[output.language];
  if (step.step === 'begun') output.step(step.goesOn ? texts.continuing(name) : texts.rebuilding(name));
  else if (step.step === 'applied') {
    const { region, position, head } = step;
    if (position >= head) output.step(texts.applied(name, region, position));
    else output.progress(texts.progress(name, region, position, head));
  } else if (step.step === 'switching') output.step(texts.switching(name));
  else output.progress(texts.waiting(name));
}

/** `regieboek read-models rebuild <name>`: from the log, beside the live one, then switches; continues after an interruption. */
export async function rebuildReadModel(
  name: string,
  options: ReadModelsOptions,
  settings: Settings,
  output: Output,
): Promise<void> {
  const { region, version, fromScratch = false, partitions = PARTITIONS_DEFAULT } = options;
  const { language } = output;
  const texts = readModelTexts[language];
  const rebuilt = await withReadModels(options, { settings, language }, async ({ log, pool, found }) => {
    const projection = namedIn(found, name, language);
    const topicOf = (context: string) => ({ topic: `regieboek.${context}`, partitions });
    const barrier = new FeedBarrier(log, pool, topicOf);
    const onStep = (step: RebuildStep) => printStep(step, projection.name, output);
    const result = await new ReadModelRebuild(log, pool, { topicOf, barrier }).rebuild(projection, {
      ...{ region, version, fromScratch, onStep },
    });
    return { name: projection.name, ...result };
  });
  output.progressDone();
  if (options.json) output.json(rebuilt);
  else output.line(`${texts.rebuilt(rebuilt.name, rebuilt.regions.length)}${rebuilt.fed ? texts.feedContinues : ''}`);
}
