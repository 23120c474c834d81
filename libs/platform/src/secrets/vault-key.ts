import { existsSync, readFileSync } from 'node:fs';
import { Refusal, type Sentence } from '@regieboek/kernel';

/** The vault key is missing, malformed, or not that of the database; the message gives its source and the remedy. */
export class VaultKeyFault extends Refusal {
  override readonly name = 'VaultKeyFault';
  constructor(message: string | Sentence, options: { readonly cause?: unknown } = {}) {
    super('vault-key', 'internal', message, options);
  }
}

/** Source of the vault key: configuration (64 hexadecimal digits), or else a file. */
export interface KeySource {
  readonly given: string | undefined;
  readonly file?: string | undefined;
  /** Variable that contains it, for errors. */
  readonly name?: string;
}

const VARIABLE = 'REGIEBOEK_VAULT_KEY';

const parse = (text: string, where: string): Buffer => {
  if (!/^[0-9a-f]{64}$/i.test(text.trim())) {
    throw new VaultKeyFault(
      `${where} does not contain a vault key: expected 64 hexadecimal digits (openssl rand -hex 32)`,
    );
  }
  return Buffer.from(text.trim(), 'hex');
};

/** The key of a source, or undefined when there is none. Throws VaultKeyFault when it is malformed. */
export function keyFrom({ given, file, name = VARIABLE }: KeySource): Buffer | undefined {
  if (given) return parse(given, name);
  return file !== undefined && existsSync(file) ? parse(readFileSync(file, 'utf8'), file) : undefined;
}

/** Name of a key in errors. */
export const nameOfSource = ({ given, file, name = VARIABLE }: KeySource): string =>
  given || file === undefined ? name : file;
