/**
 * `node tools/kafka/with-broker.ts <command> [arguments]`: runs a command with `KAFKA_BROKERS` set to a broker that runs
 * only for this command, and `KAFKA_SECURED` to its TLS listener with log-in (JSON). When `KAFKA_BROKERS` is already set,
 * both stay unchanged.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from './broker.ts';

const [command = '', ...args] = process.argv.slice(2);

function run(variables: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...variables } });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)));
}

async function runWithOwnBroker(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-kafka-'));
  try {
    const broker = await startBroker(folder, { secured: true });
    try {
      return await run({ KAFKA_BROKERS: broker.address, KAFKA_SECURED: JSON.stringify(broker.secured) });
    } finally {
      await broker.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = process.env['KAFKA_BROKERS'] ? await run({}) : await runWithOwnBroker();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
