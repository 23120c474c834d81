import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { financeFeedProjections } from '@regieboek/finance';
import { placementsFeedProjections } from '@regieboek/placements';
import { MessageAttempts } from '@regieboek/intake';
import {
  openDatabase,
  overAllRegions,
  ParkedStreams,
  ProjectionRunner,
  type Database,
  type Retried,
} from '@regieboek/platform';
import type { Language } from '@regieboek/kernel';
import { auditedOn } from '../../process/command-audit.js';
import type { Settings } from '../../process/settings.js';
import { CommandRefused, table, type Output } from '../output.js';
import { parkedTexts } from './texts.js';

/** Options of `parked`: whose database, and for which consumer. */
export interface ParkedOptions {
  readonly database?: string;
  readonly consumer?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

/** Places of parked streams and messages. */
interface ParkedPlaces {
  readonly streams: ParkedStreams;
  /** By name, every service in the database that stores received messages. */
  readonly messages: ReadonlyMap<string, MessageAttempts>;
}

const KEEPING = ['contracts', 'placements', 'finance'];

async function messagesIn(pool: ReturnType<Database['pool']>): Promise<ReadonlyMap<string, MessageAttempts>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_schema AS name FROM information_schema.tables WHERE table_name = 'message' AND table_schema = ANY($1)`,
    [KEEPING],
  );
  return new Map(rows.map(({ name }) => [name, new MessageAttempts(pool, name)]));
}

/** The database: as given, or embedded in a data folder that has one. */
function placeOf(
  { database }: ParkedOptions,
  settings: Settings,
  language: Language,
): { databaseUrl: string | undefined; ownerUrl: string | undefined; dataDir: string } {
  const databaseUrl = database ?? settings.databaseUrl;
  const dataDir = resolve(settings.dataDir);
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'postgres')))
    throw new CommandRefused(parkedTexts[language].addressMissing);
  return { databaseUrl, ownerUrl: settings.ownerUrl, dataDir };
}

/** Runs `work` on the parked items of the selected database. */
async function withParked<Result>(
  options: ParkedOptions,
  { settings, language }: { readonly settings: Settings; readonly language: Language },
  work: (parked: ParkedPlaces) => Promise<Result>,
): Promise<Result> {
  const opened = await openDatabase(placeOf(options, settings, language));
  try {
    await ProjectionRunner.migrate(opened.ownerUrl);
    const pool = opened.pool(2);
    const streams = new ParkedStreams(pool, [...placementsFeedProjections, ...financeFeedProjections]);
    return await overAllRegions(async () => {
      const messages = await messagesIn(pool);
      return auditedOn(opened, settings.command, () => work({ streams, messages }));
    });
  } finally {
    await opened.close();
  }
}

/** `regieboek parked list`: blocked streams and messages, with the reason. */
export async function listParked(options: ParkedOptions, settings: Settings, output: Output): Promise<void> {
  const { language } = output;
  const texts = parkedTexts[language];
  const { streams, messages } = await withParked(options, { settings, language }, async (places) => ({
    streams: await places.streams.list(),
    messages: (
      await Promise.all(
        [...places.messages].map(async ([service, parked]) =>
          (await parked.parked()).map(({ id, ...rest }) => ({ message: id, service, ...rest })),
        ),
      )
    ).flat(),
  }));
  if (options.json) {
    output.json([...streams, ...messages]);
    return;
  }
  if (streams.length + messages.length === 0) output.line(texts.nothing);
  if (streams.length > 0) {
    const rows = streams.map((one) => [
      one.stream,
      one.consumer,
      String(one.position),
      String(one.waiting),
      String(one.attempts),
      one.since,
      one.reason,
    ]);
    for (const line of table(texts.streamColumns, rows, [2, 3, 4])) output.line(line);
  }
  if (messages.length > 0) {
    const rows = messages.map(({ message, service, kind, since, reason }) => [message, service, kind, since, reason]);
    for (const line of table(texts.messageColumns, rows, [])) output.line(line);
  }
}

/** Changes a parked message; false when none of the services has one under this id. */
async function onMessage(
  messages: ParkedPlaces['messages'],
  act: (parked: MessageAttempts) => Promise<boolean>,
): Promise<boolean> {
  for (const parked of messages.values()) if (await act(parked)) return true;
  return false;
}

function report(stream: string, retried: readonly Retried[] | undefined, output: Output): void {
  const texts = parkedTexts[output.language];
  if (!retried) throw new CommandRefused(texts.notParked(stream));
  for (const { applied, reason } of retried)
    output.line(`${texts.applied(stream, applied)}${reason === null ? '' : texts.parkedAgain(reason)}`);
  if (retried.some(({ reason }) => reason !== null)) throw new CommandRefused(texts.stillParked(stream));
}

/** `regieboek parked retry <stream or message>`: applies the waiting records of a stream, or lets a message be tried again. */
export async function retryParked(
  name: string,
  options: ParkedOptions,
  settings: Settings,
  output: Output,
): Promise<void> {
  const { language } = output;
  await withParked(options, { settings, language }, async ({ streams, messages }) => {
    if (await onMessage(messages, (parked) => parked.retry(name))) output.line(parkedTexts[language].retried(name));
    else report(name, await streams.retry(name, options.consumer), output);
  });
}

/** `regieboek parked skip <stream or message> --reason <text>`: goes on without it; it is kept, with the reason. */
export async function skipParked(
  name: string,
  options: ParkedOptions,
  settings: Settings,
  output: Output,
): Promise<void> {
  const reason = options.reason ?? '';
  const { language } = output;
  await withParked(options, { settings, language }, async ({ streams, messages }) => {
    if (await onMessage(messages, (parked) => parked.skip(name, reason)))
      output.line(parkedTexts[language].skipped(name));
    else report(name, await streams.skip(name, reason, options.consumer), output);
  });
}
