import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, REPETITIONS, round, secondsOf, type Measurement } from './measurement.ts';

/** Goal of a command that reads while a server runs on the folder, from its start to its end, in seconds. */
const GOAL_SECONDS = 1.5;

/** A new server is ready within this time. */
const SERVED_WITHIN_MS = 60_000;

const program = fileURLToPath(new URL('../../services/regieboek/bin/regieboek.mjs', import.meta.url));

const started = (parameters: readonly string[]): ChildProcess =>
  spawn(process.execPath, [program, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Runs a command to its end. Throws with its code when it fails. */
function ended(child: ChildProcess, parameters: readonly string[]): Promise<void> {
  child.stdout?.resume();
  return new Promise((done, failed) => {
    child.once('exit', (code) =>
      code === 0 ? done() : failed(new Error(`regieboek ${parameters.join(' ')} ended with code ${code}`)),
    );
  });
}

const runs = (parameters: readonly string[]): Promise<void> => ended(started(parameters), parameters);

/** Resolves when a server prints its address; rejects when it takes longer than a minute. */
const served = (server: ChildProcess): Promise<void> =>
  new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error('the server did not start within a minute')), SERVED_WITHIN_MS);
    server.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (!text.includes('http://')) return;
      clearTimeout(timer);
      done();
    });
  });

async function measured(name: string, parameters: readonly string[]): Promise<Measurement> {
  await runs(parameters);
  const times: number[] = [];
  for (let run = 0; run < REPETITIONS; run += 1) times.push(await secondsOf(() => runs(parameters)));
  const seconds = median(times);
  return {
    ...{ name: `regieboek ${name} beside a server`, value: round(seconds), unit: 's', baseline: GOAL_SECONDS },
    ...{ ratio: round(seconds / GOAL_SECONDS), against: 'the goal we set' },
  };
}

/** Time of commands that read, as processes of their own, while a server runs on the folder of a demo. */
export async function benchStart(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-bench-start-'));
  const dataDir = join(folder, 'demo', 'data');
  await runs(['demo', '--out', join(folder, 'demo')]);
  const server = started(['serve', '--port', '0', '--data-dir', dataDir]);
  const stopped = ended(server, ['serve']);
  try {
    await served(server);
    const month = ['--region', 'zhz', '--period', '2025-12'];
    return [
      await measured('bill', ['bill', ...month, '--data-dir', dataDir]),
      await measured('explain', ['explain', '99994001.R400000028.1', '--data-dir', dataDir]),
      await measured('balances', ['balances', '--region', 'zhz', '--data-dir', dataDir]),
    ];
  } finally {
    server.kill('SIGTERM');
    await stopped;
    rmSync(folder, { recursive: true, force: true });
  }
}
