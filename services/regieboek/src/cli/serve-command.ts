import { once } from 'node:events';
import { startTelemetry } from '@regieboek/platform';
import { serve } from '../process/serve.js';
import type { Settings } from '../process/settings.js';
import { protectFromDemos } from './demo/folder.js';
import type { Output } from './output.js';

/** `regieboek serve`: serves HTTP until Ctrl-C (SIGINT) or SIGTERM, then stops in order. */
export async function serveCommand(settings: Settings, output: Output): Promise<void> {
  const stopTelemetry = await startTelemetry('serve', process.env);
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  // An import over HTTP makes a demo's ledger a user's ledger: no demo deletes it any more.
  const server = await serve(settings, () => protectFromDemos(settings.dataDir));
  output.line(
    `Regieboek serves ${server.url}/v1, documentation on ${server.url}/docs; data in ${settings.databaseUrl ? 'the database of DATABASE_URL' : settings.dataDir}${settings.eventLogUrl ? ', events in the log of EVENT_LOG_URL' : ''}; stop with Ctrl-C`,
  );
  await stopped;
  output.line('stopping');
  await server.close();
  await stopTelemetry();
}
