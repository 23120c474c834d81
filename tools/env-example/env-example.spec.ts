import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { composeFiles, composeVariables, textOf } from './compose-files.ts';
import { composeNotes } from './compose-notes.ts';
import { notedVariables, services } from './service-settings.ts';
import { envExample } from './text.ts';

const root = join(import.meta.dirname, '..', '..');
const text = textOf('.env.example');
const values = parseEnv(text) as Record<string, string>;
const variables = Object.keys(composeFiles).flatMap((file) => composeVariables(textOf(file)));
const isSecret = (name: string): boolean => /(PASSWORD|KEY|TOKEN)$/.test(name);

/** Runs infra/make-env.sh in a folder that holds it and `.env.example`. */
function inFolder<Result>(
  work: (folder: string, make: () => { status: number | null; stderr: string }) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-env-'));
  try {
    mkdirSync(join(folder, 'infra'));
    for (const file of ['.env.example', 'infra/make-env.sh']) cpSync(join(root, file), join(folder, file));
    return work(folder, () => spawnSync('/bin/sh', [join(folder, 'infra/make-env.sh')], { encoding: 'utf8' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('.env.example', () => {
  it('equals the output for the compose files and the settings of the services', () => {
    expect(text).toBe(envExample());
  });

  it('has every variable of the compose files, with its usual value, and no other', () => {
    expect(Object.keys(values).sort()).toEqual([...new Set(variables.map(({ name }) => name))].sort());
    for (const { name, fallback } of variables) expect([name, values[name]]).toEqual([name, fallback ?? '']);
    expect(Object.keys(composeNotes).sort()).toEqual(Object.keys(values).sort());
  });

  it('lists every setting of every service, as a comment', () => {
    for (const service of services) {
      const section = text.slice(text.indexOf(`-------- ${service.name}: node services/${service.name}/dist/main.js`));
      expect(section.length).toBeLessThan(text.length);
      for (const { name, example } of notedVariables(service)) {
        expect(text).toMatch(new RegExp(`^#${name}=`, 'm'));
        if (name === 'PORT') expect(section.split('--------')[2]).toContain(`#PORT=${example}\n`);
      }
    }
  });

  it('holds no secret, as a value or as a comment', () => {
    const all = [...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value] as const);
    expect(all.filter(([name]) => isSecret(name)).length).toBeGreaterThan(12);
    expect(all.filter(([name, value]) => isSecret(name) && value !== '')).toEqual([]);
    expect(all.filter(([, value]) => /:\/\/[^/@]*:[^/@]+@/.test(value))).toEqual([]);
  });
});

describe('make-env.sh', () => {
  it('fills in every secret, each different and valid for its reader, readable for the owner of the file only', () => {
    inFolder((folder, make) => {
      expect(make()).toMatchObject({ status: 0, stderr: '' });
      const made = parseEnv(readFileSync(join(folder, '.env'), 'utf8')) as Record<string, string>;
      expect(Object.keys(made)).toEqual(Object.keys(values));
      const secrets = Object.entries(made).filter(([name]) => isSecret(name));
      for (const [name, value] of secrets)
        expect([name, value]).toEqual([name, expect.stringMatching(/^[0-9a-f]{64}$/)]);
      expect(new Set(secrets.map(([, value]) => value)).size).toBe(secrets.length);
      expect(Object.entries(made).filter(([name]) => !isSecret(name))).toEqual(
        Object.entries(values).filter(([name]) => !isSecret(name)),
      );
      expect(statSync(join(folder, '.env')).mode & 0o077).toBe(0);
    });
  });

  it('leaves an existing .env unchanged, and reports what is missing', () => {
    inFolder((folder, make) => {
      cpSync(join(folder, '.env.example'), join(folder, '.env'));
      const before = readFileSync(join(folder, '.env'), 'utf8');
      const { status, stderr } = make();
      expect(status).toBe(1);
      expect(stderr).not.toContain('FINANCE_VAULT_KEY');
      expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(before);
      rmSync(join(folder, '.env'));
      spawnSync('/bin/sh', ['-c', `grep -v FINANCE_VAULT_KEY '${folder}/.env.example' > '${folder}/.env'`]);
      expect(make().stderr).toMatch(/^ {2}FINANCE_VAULT_KEY$/m);
    });
  });
});
