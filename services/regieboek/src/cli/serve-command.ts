import { once } from 'node:events';
import { startTelemetry } from '@regieboek/platform';
import type { InboxSettings } from '../inbox/inbox-settings.js';
import { logInBanner } from '../process/log-in.js';
import { serve } from '../process/serve.js';
import type { Settings } from '../process/settings.js';
import { protectFromDemos } from './demo/folder.js';
import { warnOfOthers, type Output } from './output.js';
import { dataIn, sayLeftovers } from './place/leftovers.js';
import { outputTexts } from './texts.js';

/** Prints the folders of the exchange, and warns of those that others may read or write. */
async function sayExchange({ inbox, outbox }: InboxSettings, output: Output): Promise<void> {
  output.line(outputTexts[output.language].exchange(inbox, outbox));
  for (const folder of [inbox, outbox]) if (folder !== undefined) await warnOfOthers(folder, output);
}

/** `regieboek serve`: serves HTTP until Ctrl-C (SIGINT) or SIGTERM, then stops in order. */
export async function serveCommand(settings: Settings, output: Output): Promise<void> {
  const stopTelemetry = await startTelemetry('serve', process.env);
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  // An import over HTTP makes a demo's ledger a user's ledger: no demo deletes it any more.
  const server = await serve(settings, () => protectFromDemos(settings.dataDir));
  const texts = outputTexts[output.language];
  const place =
    server.place === undefined ? texts.databaseOfUrl : dataIn(settings.dataDir, server.place, output.language);
  output.line(texts.serving(server.url, place, settings.eventLogUrl !== undefined));
  if (server.place !== undefined) await sayLeftovers(output);
  if (settings.exchange) await sayExchange(settings.exchange, output);
  output.line(logInBanner(settings, server.url));
  await stopped;
  output.line(texts.stopping);
  await server.close();
  await stopTelemetry();
}
