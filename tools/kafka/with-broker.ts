/**
 * `node tools/kafka/with-broker.ts <command> [arguments]`: runs a command with `KAFKA_BROKERS` set to a broker that is
 * started for it and gone with it; when `KAFKA_BROKERS` is set already, to that one.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from './broker.ts';

const [command = '', ...args] = process.argv.slice(2);

function run(brokers: string): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, KAFKA_BROKERS: brokers } });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)));
}

async function runWithOwnBroker(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-kafka-'));
  try {
    const broker = await startBroker(folder);
    try {
      return await run(broker.address);
    } finally {
      await broker.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const given = process.env['KAFKA_BROKERS'];
try {
  process.exitCode = given ? await run(given) : await runWithOwnBroker();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
