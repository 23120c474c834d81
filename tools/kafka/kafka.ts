/**
 * `npm run kafka -- start|stop [--folder <folder>]`: a Kafka broker on this machine for tests and development. `start`
 * prints the setting for using it.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBroker } from './broker.ts';
import { KafkaNotInstalled } from './installation.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string', default: join('.regieboek', 'kafka') } },
});
const folder = resolve(values.folder);
const pidFile = join(folder, 'broker.pid');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Process id of the broker of this folder; undefined when it does not run. */
function running(): number | undefined {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

async function start(): Promise<void> {
  if (running() !== undefined) throw new Error(`a broker runs on ${folder} already: stop it first`);
  const broker = await startBroker(folder, { detached: true });
  writeFileSync(pidFile, String(broker.process.pid));
  broker.process.unref();
  console.log(`KAFKA_BROKERS=${broker.address}`);
}

async function stop(): Promise<void> {
  const pid = running();
  if (pid === undefined) {
    console.log(`no broker runs on ${folder}`);
    return;
  }
  process.kill(pid, 'SIGTERM');
  while (isAlive(pid)) await sleep(100);
  rmSync(pidFile, { force: true });
  console.log('stopped; its data stays in the folder');
}

const actions: Readonly<Record<string, () => Promise<void>>> = { start, stop };
const action = actions[positionals[0] ?? ''];
if (!action) {
  console.error('usage: npm run kafka -- start|stop [--folder <folder>]');
  process.exit(2);
}
try {
  await action();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error instanceof KafkaNotInstalled ? error.message : `kafka: ${error.message}`);
  process.exit(1);
}
