import { streamName } from '@regieboek/eventing';
import { loadFor, prepareOn, type LoadedFor } from '@regieboek/platform';
import { careDecider, type CareCommand, type CareState } from '../domain/care.js';
import type { PlacedCommand } from './commands-of-message.js';
import type { LedgerSource, MessageContext } from './judged-message.js';
import type { StreamPart } from './record-all.js';

/** Subject of care: an assignment, or for task-based care a product. */
const careOn = ({ key }: CareCommand): string =>
  key.assignment === null
    ? `${key.youth}/${key.provider}/${key.category ?? ''}/${key.code ?? ''}`
    : `${key.municipality}/${key.assignment}`;

const streamOf = ({ vault }: LedgerSource, region: string, { command }: PlacedCommand): string =>
  streamName(region, careDecider.category, vault.streamId(region, 'care', careOn(command)));

/** State of the care that a message is about, by stream. */
type LoadedCare = ReadonlyMap<string, LoadedFor<CareState>>;

/** Loads the care that commands are about. */
export async function careLoaded(
  source: LedgerSource,
  { region, commandId }: MessageContext,
  commands: readonly PlacedCommand[],
): Promise<LoadedCare> {
  const streams = new Set(commands.map((one) => streamOf(source, region, one)));
  return new Map(
    await Promise.all(
      [...streams].map(async (stream) => [stream, await loadFor(source.log, careDecider, stream, commandId)] as const),
    ),
  );
}

/**
 * One part per stream, decided on the loaded state. It is appended at once: a stream that has some of its events has all of them.
 */
export const careParts = (
  source: LedgerSource,
  commands: readonly PlacedCommand[],
  { care, region, commandId }: MessageContext & { readonly care: LoadedCare },
): StreamPart[] =>
  [...Map.groupBy(commands, (one) => streamOf(source, region, one))].flatMap(([stream, own]) => {
    const loaded = care.get(stream);
    if (!loaded || loaded.isUnderWay) return [];
    const decided = own.map(({ command }) => command);
    return {
      places: own.map(({ place }) => place),
      prepare: async () => prepareOn(careDecider, decided, loaded, { stream, commandId }),
    };
  });
