import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The vault key is missing or malformed; says where it comes from. */
export class VaultKeyFault extends Error {
  override readonly name = 'VaultKeyFault';
}

const parse = (text: string, where: string): Buffer => {
  if (!/^[0-9a-f]{64}$/i.test(text.trim())) {
    throw new VaultKeyFault(
      `${where} does not hold a vault key: expected 64 hexadecimal digits (openssl rand -hex 32)`,
    );
  }
  return Buffer.from(text.trim(), 'hex');
};

/** Key given by configuration (64 hexadecimal digits), or kept in `file`, which is made (mode 0600) when it is not there. */
export function vaultKey(given: string | undefined, file: string): Buffer {
  if (given) return parse(given, 'REGIEBOEK_VAULT_KEY');
  if (existsSync(file)) return parse(readFileSync(file, 'utf8'), file);
  mkdirSync(dirname(file), { recursive: true });
  const key = randomBytes(32);
  writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
