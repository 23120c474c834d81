import { financeFed } from '@regieboek/finance';
import { placementsFed } from '@regieboek/placements';
import { openDatabase, ParkedStreams, ProjectionRunner, type Retried } from '@regieboek/platform';
import { CommandRefused, table, type Output } from './output.js';

/** Options of `parked`: whose database, and for which consumer. */
export interface ParkedOptions {
  readonly database?: string;
  readonly consumer?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

const ADDRESS_MISSING =
  'it is not known whose parked streams are meant: set DATABASE_URL to the database of the service, or give it with --database';

/** Runs `work` on the parked streams of the service whose database is given. */
async function withParked<Result>(
  { database }: ParkedOptions,
  work: (parked: ParkedStreams) => Promise<Result>,
): Promise<Result> {
  const databaseUrl = database ?? process.env['DATABASE_URL'] ?? '';
  if (databaseUrl === '') throw new CommandRefused(ADDRESS_MISSING);
  const opened = await openDatabase({ databaseUrl, dataDir: '' });
  try {
    await ProjectionRunner.migrate(opened.url);
    return await work(new ParkedStreams(opened.pool(2), [...placementsFed, ...financeFed]));
  } finally {
    await opened.close();
  }
}

/** `regieboek parked list`: streams a service does not take in any further, with the reason. */
export async function listParked(options: ParkedOptions, output: Output): Promise<void> {
  const parked = await withParked(options, (streams) => streams.list());
  if (options.json) {
    output.json(parked);
    return;
  }
  if (parked.length === 0) {
    output.line('nothing is parked');
    return;
  }
  const rows = parked.map((one) => [
    one.stream,
    one.consumer,
    String(one.position),
    String(one.waiting),
    String(one.attempts),
    one.since,
    one.reason,
  ]);
  const header = ['stream', 'read model', 'position', 'waiting', 'attempts', 'since', 'reason'];
  for (const line of table(header, rows, [2, 3, 4])) output.line(line);
}

function report(stream: string, retried: readonly Retried[] | undefined, output: Output): void {
  if (!retried) throw new CommandRefused(`nothing of ${stream} is parked: see regieboek parked list`);
  for (const { applied, reason } of retried)
    output.line(
      `${stream}: ${applied} ${applied === 1 ? 'record' : 'records'} taken in${reason === null ? '' : `, then parked again: ${reason}`}`,
    );
  if (retried.some(({ reason }) => reason !== null))
    throw new CommandRefused(`${stream} is still parked: repair what its reason names, or skip the record`);
}

/** `regieboek parked retry <stream>`: takes in what waits, in order, as far as it goes. */
export async function retryParked(stream: string, options: ParkedOptions, output: Output): Promise<void> {
  report(stream, await withParked(options, (streams) => streams.retry(stream, options.consumer)), output);
}

/** `regieboek parked skip <stream> --reason <text>`: goes on without the record in the way; it is kept, with the reason. */
export async function skipParked(stream: string, options: ParkedOptions, output: Output): Promise<void> {
  const reason = options.reason ?? '';
  report(stream, await withParked(options, (streams) => streams.skip(stream, reason, options.consumer)), output);
}
