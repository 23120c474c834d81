import { once } from 'node:events';
import { startTelemetry } from '@regieboek/platform';
import { logInBanner } from '../process/log-in.js';
import { serve } from '../process/serve.js';
import type { Settings } from '../process/settings.js';
import { protectFromDemos } from './demo/folder.js';
import type { Output } from './output.js';
import { dataIn, sayLeftovers } from './place/leftovers.js';
import { outputTexts } from './texts.js';

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
  output.line(logInBanner(settings, server.url));
  await stopped;
  output.line(texts.stopping);
  await server.close();
  await stopTelemetry();
}
