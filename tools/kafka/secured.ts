/** A second listener of a broker for tests: over TLS, with a log-in. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { KafkaNotInstalled } from './installation.ts';

/** Credentials for the secured listener. */
export interface Secured {
  /** `host:port`. */
  readonly address: string;
  /** File with the certificate that signs that of the broker (PEM). */
  readonly caFile: string;
  readonly username: string;
  readonly password: string;
}

/** Log-in mechanisms that the listener accepts. */
export const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

const KEY_STORE = 'broker.p12';

function keytool(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('keytool', args, { encoding: 'utf8' });
  if (status !== 0) throw new KafkaNotInstalled(`keytool of the JDK did not work:\n${stdout}${stderr}`);
}

/** Creates a key of the broker in `folder`, with a self-signed certificate, and a user with a password. */
export function makeSecured(folder: string, port: number): Secured {
  const secured = {
    address: `127.0.0.1:${port}`,
    caFile: join(folder, 'broker.pem'),
    username: 'regieboek',
    password: randomBytes(16).toString('hex'),
  };
  const store = ['-alias', 'broker', '-keystore', join(folder, KEY_STORE), '-storepass', secured.password];
  const key = ['-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', 'CN=broker', '-ext', 'san=ip:127.0.0.1'];
  keytool(['-genkeypair', ...key, '-validity', '30', '-storetype', 'PKCS12', ...store]);
  keytool(['-exportcert', '-rfc', '-file', secured.caFile, ...store]);
  return secured;
}

/** Broker properties of the secured listener. */
export function propertiesOf({ username, password }: Secured, folder: string): Record<string, string> {
  const module = 'org.apache.kafka.common.security';
  const jaas = (mechanism: string) => `listener.name.secured.${mechanism}.sasl.jaas.config`;
  return {
    'sasl.enabled.mechanisms': mechanisms.map((one) => one.toUpperCase()).join(','),
    [jaas('plain')]: `${module}.plain.PlainLoginModule required user_${username}="${password}";`,
    [jaas('scram-sha-256')]: `${module}.scram.ScramLoginModule required;`,
    [jaas('scram-sha-512')]: `${module}.scram.ScramLoginModule required;`,
    'listener.name.secured.ssl.keystore.type': 'PKCS12',
    'listener.name.secured.ssl.keystore.location': join(folder, KEY_STORE),
    'listener.name.secured.ssl.keystore.password': password,
  };
}

/** Arguments that add the user when the broker's storage is formatted. */
export const usersOf = ({ username, password }: Secured): string[] =>
  mechanisms
    .filter((one) => one.startsWith('scram'))
    .flatMap((one) => ['--add-scram', `${one.toUpperCase()}=[name=${username},password=${password}]`]);
