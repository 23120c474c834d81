/** The double of EventStoreDB as a process, or the server of EVENTSTOREDB_URL. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A running EventStoreDB. */
export interface Double {
  readonly url: string;
  /** Ends the double; a server is left alone. */
  stop(): void;
}

const main = ['libs', 'eventing', 'test', 'eventstoredb-double', 'main.ts'];

/** Starts the double unless EVENTSTOREDB_URL names a server. */
export async function startDouble(): Promise<Double> {
  const given = process.env['EVENTSTOREDB_URL'];
  if (given !== undefined) return { url: given, stop: () => undefined };
  const script = join(import.meta.dirname, '..', '..', '..', ...main);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url, stop: () => void child.kill() };
}
