/**
 * `npm run dev:cluster [-- --folder <folder>]`: the four services on this machine, with Kafka, PostgreSQL and an
 * EventStoreDB double for development (or the server of EVENTSTOREDB_URL), until Ctrl-C.
 */
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Cluster, serviceNames } from './cluster.ts';

const { values } = parseArgs({ options: { folder: { type: 'string', default: join('.regieboek', 'cluster') } } });
const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
try {
  const cluster = await Cluster.start({ folder: resolve(values.folder) });
  for (const name of serviceNames) console.log(`${name.padEnd(11)} ${cluster.urls[name]}/docs`);
  console.log(`event log   ${cluster.logUrl}\nKafka       ${cluster.brokers}\nstop with Ctrl-C`);
  await stopped;
  await cluster.stop();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
