import type { streams } from './protobuf.ts';
import type { LogRecord } from './record.ts';

/** Selects the records of the whole log for a subscription, and sets how often it gets a checkpoint. */
export interface Filter {
  readonly matches: (record: LogRecord) => boolean;
  /** Number of records examined between two checkpoints. */
  readonly checkpointEvery: number;
}

const WINDOW = 32;

/** The filter of a request; undefined when there is none. */
export function filterIn(options: InstanceType<typeof streams.ReadReq.Options>): Filter | undefined {
  const filter = options.getFilter();
  if (!filter) return undefined;
  const isByStream = filter.hasStreamIdentifier();
  const expression = isByStream ? filter.getStreamIdentifier() : filter.getEventType();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = new RegExp(expression?.getRegex() ?? '');
  const window = filter.hasMax() ? filter.getMax() : WINDOW;
  return {
    matches: ({ stream, type }) => {
      const name = isByStream ? stream : type;
      return prefixes.length > 0 ? prefixes.some((prefix) => name.startsWith(prefix)) : regex.test(name);
    },
    checkpointEvery: Math.max(1, window * Math.max(1, filter.getCheckpointintervalmultiplier())),
  };
}
