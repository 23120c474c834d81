/** Apache Kafka for tests and the development cluster: fetched by Maven, started with Java. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Java or Maven is missing or too old, or Maven could not fetch the broker; the message states the remedy. */
export class KafkaNotInstalled extends Error {
  override readonly name = 'KafkaNotInstalled';
}

const JAVA_MIN = 17;
const root = fileURLToPath(new URL('../..', import.meta.url));
const pom = join(root, 'infra', 'kafka', 'pom.xml');
const library = join(root, 'node_modules', '.cache', 'regieboek', 'kafka');

const outputOf = (command: string, args: readonly string[]): string | undefined => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout + stderr : undefined;
};

function checkJava(): void {
  const version = Number(/version "(\d+)/.exec(outputOf('java', ['-version']) ?? '')?.[1] ?? 0);
  if (version >= JAVA_MIN) return;
  const found = version === 0 ? 'there is no java on the PATH' : `java on the PATH is ${version}`;
  throw new KafkaNotInstalled(
    `Kafka needs Java ${JAVA_MIN} or later and ${found}: install a JDK (Debian: openjdk-17-jre-headless), or name a broker that runs in KAFKA_BROKERS`,
  );
}

function fetchWithMaven(): void {
  if (outputOf('mvn', ['--version']) === undefined) {
    throw new KafkaNotInstalled(
      'Kafka is fetched with Maven and there is no mvn on the PATH: install it (Debian: maven), or name a broker that runs in KAFKA_BROKERS',
    );
  }
  // Two processes may fetch at the same time: each uses a separate folder, and the first one becomes the library.
  const own = `${library}-${process.pid}`;
  mkdirSync(own, { recursive: true });
  const options = ['-DincludeScope=runtime', `-DoutputDirectory=${own}`];
  const fetched = spawnSync('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', ...options], {
    encoding: 'utf8',
  });
  if (fetched.status !== 0) {
    rmSync(own, { recursive: true, force: true });
    throw new KafkaNotInstalled(`Maven could not fetch Kafka:\n${fetched.stdout}${fetched.stderr}`);
  }
  if (existsSync(library)) rmSync(own, { recursive: true, force: true });
  else renameSync(own, library);
}

/** Class path of the broker, fetched on first use (43 MB). Throws KafkaNotInstalled. */
export function kafkaClassPath(): string {
  checkJava();
  if (!existsSync(library)) fetchWithMaven();
  return readdirSync(library)
    .map((jar) => join(library, jar))
    .join(delimiter);
}
