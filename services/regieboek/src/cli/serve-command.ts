import { once } from 'node:events';
import { serve } from '../process/serve.js';
import type { Settings } from '../process/settings.js';
import type { Output } from './output.js';

/** `regieboek serve`: serves HTTP until Ctrl-C (SIGINT) or SIGTERM, then stops in order. */
export async function serveCommand(settings: Settings, output: Output): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const server = await serve(settings);
  output.line(
    `Regieboek serves ${server.url}/v1, documentation on ${server.url}/docs; data in ${settings.databaseUrl ? 'the database of DATABASE_URL' : settings.dataDir}; stop with Ctrl-C`,
  );
  await stopped;
  output.line('stopping');
  await server.close();
}
