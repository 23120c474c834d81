import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { localActor } from '@regieboek/access';
import { cipherWith } from '../secrets/cipher.js';
import { SettingsFault } from '../settings-fault.js';
import { bearerOf } from './internal-token.js';
import { openAccess } from './open-access.js';
import type { ServiceSettings } from './variables.js';

const TOKEN = 'a secret of at least 32 characters';
const LOG_IN_FILE = `
format: regieboek-log-in/1
issuers:
  - issuer: https://idp.example
    name: test
    regions: [zhz]
    people: { clientId: regieboek, clientSecretVariable: REGIEBOEK_SECRET, claims: { roles: roles }, mfa: at-provider }
services: { issuer: elsewhere, clientId: finance, scope: a }
`;

let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regieboek-access-'));
  file = join(folder, 'log-in.yaml');
  writeFileSync(file, LOG_IN_FILE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing listens there: what is refused is refused before a database is needed. */
const resources = { database: 'postgres://127.0.0.1:1/none', cipher: cipherWith(new Uint8Array(32)) };
const open = (settings: Partial<ServiceSettings>, service: { callsOthers?: true; token?: string } = {}) =>
  openAccess(
    { name: 'finance', ...service, internalToken: () => service.token },
    { HOST: '127.0.0.1', ...settings } as ServiceSettings,
    resources,
    {},
  );
const asks = (authorization?: string) => ({ headers: { authorization } }) as FastifyRequest;

describe('a service without a log-in file', () => {
  it('takes everybody for the user of this machine when it has no secret', async () => {
    const { logIn, authenticator } = await open({});
    expect(logIn).toBeUndefined();
    for (const authorization of [undefined, bearerOf('anything')])
      expect(await authenticator.authenticate(asks(authorization))).toBe(localActor);
  });

  it('knows other services by their secret, and refuses another', async () => {
    const { authenticator } = await open({}, { token: TOKEN });
    expect(await authenticator.authenticate(asks(bearerOf(TOKEN)))).toMatchObject({ kind: 'machine' });
    expect(await authenticator.authenticate(asks())).toBe(localActor);
    await expect(authenticator.authenticate(asks(bearerOf('another')))).rejects.toMatchObject({ status: 401 });
  });

  it('calls others with its secret, and cannot without one', async () => {
    expect(await (await open({}, { token: TOKEN })).tokenOf()).toBe(TOKEN);
    await expect((await open({})).tokenOf()).rejects.toBeInstanceOf(SettingsFault);
  });
});

describe('a service with a log-in file', () => {
  const refused = async (...given: Parameters<typeof open>): Promise<string> => {
    const fault: unknown = await open(...given).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(SettingsFault);
    return String(fault);
  };

  it.each(['0.0.0.0', '::', '192.0.2.1'])('has to know its own address where others reach it, at %s', async (HOST) => {
    expect(await refused({ HOST, REGIEBOEK_LOGIN_FILE: file })).toContain('REGIEBOEK_ADDRESS must be set');
  });

  it('does not start when the file is not there', async () => {
    const missing = join(folder, 'missing.yaml');
    expect(await refused({ REGIEBOEK_LOGIN_FILE: missing })).toContain(
      `REGIEBOEK_LOGIN_FILE ${missing} cannot be read`,
    );
  });

  it('does not start when the secret of its client is not set', async () => {
    expect(await refused({ REGIEBOEK_LOGIN_FILE: file })).toContain('names REGIEBOEK_SECRET for a secret');
  });

  it('that calls others does not start when the file names no client for that, also with a secret of services', async () => {
    const settings = { HOST: '0.0.0.0', REGIEBOEK_ADDRESS: 'https://finance.example', REGIEBOEK_LOGIN_FILE: file };
    expect(await refused(settings, { callsOthers: true, token: TOKEN })).toContain('the log-in file has no services');
  });
});
