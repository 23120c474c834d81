import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newClusterId } from './cluster-id.ts';
import { kafkaClassPath } from './installation.ts';
import { makeSecured, propertiesOf as securedProperties, usersOf, type Secured } from './secured.ts';

/** A running broker: one node that is its own controller (KRaft), on loopback only. */
export interface RunningBroker {
  /** `host:port`, for `KAFKA_BROKERS`. */
  readonly address: string;
  readonly process: ChildProcess;
  /** The TLS listener with log-in, if it was created with one. */
  readonly secured: Secured | undefined;
  /** Stops it gracefully; its data stays in its folder. */
  stop(): Promise<void>;
  /** Kills it at once, like a crash. */
  kill(): Promise<void>;
}

const READY_WITHIN_MS = 240_000;
const STOP_WITHIN_MS = 20_000;

/** `count` ports that are free now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Host and port of a broker. */
interface Doors {
  readonly port: number;
  readonly controller: number;
  readonly secured: Secured | undefined;
}

const propertiesOf = (folder: string, { port, controller, secured }: Doors): string => {
  const doors = [`PLAINTEXT://127.0.0.1:${port}`, ...(secured ? [`SECURED://${secured.address}`] : [])].join(',');
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `${doors},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': doors,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL',
    ...(secured ? securedProperties(secured, folder) : {}),
    'log.dirs': join(folder, 'log'),
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    'num.partitions': 1,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
};

/** Properties of a broker in its folder. */
interface Prepared {
  readonly properties: string;
  readonly address: string;
  readonly secured: Secured | undefined;
}

/** Settings of a broker in its folder, created and formatted for a new one. A folder keeps its ports. */
async function prepare(folder: string, classPath: string, isSecured: boolean): Promise<Prepared> {
  const [properties, kept] = [join(folder, 'server.properties'), join(folder, 'doors.json')];
  if (!existsSync(properties)) {
    mkdirSync(folder, { recursive: true });
    const [port = 0, controller = 0, other = 0] = await freePorts(3);
    const secured = isSecured ? makeSecured(folder, other) : undefined;
    writeFileSync(kept, JSON.stringify({ address: `127.0.0.1:${port}`, secured }), { mode: 0o600 });
    writeFileSync(properties, propertiesOf(folder, { port, controller, secured }), { mode: 0o600 });
    const format = ['kafka.tools.StorageTool', 'format', '-t', newClusterId(), '-c', properties];
    const users = secured ? usersOf(secured) : [];
    const { status, stdout, stderr } = spawnSync('java', ['-cp', classPath, ...format, ...users], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Kafka could not format ${folder}:\n${stdout}${stderr}`);
  }
  const { address, secured } = JSON.parse(readFileSync(kept, 'utf8')) as Omit<Prepared, 'properties'>;
  return { properties, address, secured };
}

const accepts = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const [host = '', port = ''] = address.split(':');
    const socket = connect(Number(port), host);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

const ended = (child: ChildProcess): Promise<void> =>
  isRunning(child) ? new Promise((resolve) => child.once('exit', () => resolve())) : Promise.resolve();

async function untilReady(child: ChildProcess, address: string, log: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await accepts(address))) {
    if (!isRunning(child)) throw new Error(`Kafka ended at its start; see ${log}`);
    if (Date.now() > deadline) throw new Error(`Kafka did not answer on ${address} in time; see ${log}`);
    await sleep(100);
  }
}

/**
 * Starts a broker whose data is in `folder`, a new one or one that ran there before, and waits until it accepts
 * connections. `detached` lets it outlive this process; `secured` gives a new one a TLS listener with log-in. Throws
 * KafkaNotInstalled.
 */
export async function startBroker(
  folder: string,
  options: { readonly detached?: boolean; readonly secured?: boolean } = {},
): Promise<RunningBroker> {
  const classPath = kafkaClassPath();
  const { address, properties, secured } = await prepare(folder, classPath, options.secured ?? false);
  const log = join(folder, 'broker.log');
  const output = openSync(log, 'a');
  const jvm = ['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath];
  const child = spawn('java', [...jvm, 'kafka.Kafka', properties], {
    stdio: ['ignore', output, output],
    detached: options.detached ?? false,
  });
  await untilReady(child, address, log);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended(child);
    clearTimeout(timer);
  };
  return { address, secured, process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
