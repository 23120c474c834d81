/** The units of infra/systemd: hardened alike, with commands that exist, and as systemd itself judges them where it is installed. */
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const INSTALLED = '/opt/regieboek';
const names = ['regieboek.service', 'regieboek-backup.service', 'regieboek-backup.timer'];
const textOf = (name: string): string => readFileSync(join(root, 'infra', 'systemd', name), 'utf8');

/** Values of every setting of a unit, in order. */
function settingsOf(name: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [, key = '', value = ''] of textOf(name).matchAll(/^([A-Za-z]+)=(.*)$/gm))
    found.set(key, [...(found.get(key) ?? []), value]);
  return found;
}

const [server, backup] = [settingsOf('regieboek.service'), settingsOf('regieboek-backup.service')];
const commandsOf = (unit: typeof server) => unit.get('ExecStart') ?? [];

/** Settings that confine a process; both services must have the same. */
const confining = (unit: typeof server) =>
  [...unit].filter(([key]) =>
    /^(Protect|Private|Restrict|SystemCall|NoNew|Lock|Capability|Ambient|Keyring|RemoveIPC|UMask|LimitCORE|User|Group|State)/.test(
      key,
    ),
  );

const run = (program: string, parameters: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8', timeout: 60_000 });
  return { status, printed: `${stdout}${stderr}` };
};

const hasAnalyze = run('systemd-analyze', ['--version']).status === 0;

/** Runs `systemd-analyze` on the units as if the program were installed where they say. */
function analyzed(units: readonly string[], ...parameters: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'regieboek-units-'));
  try {
    // The folder of the program may have a space in its name, which a unit cannot hold.
    const installed = join(folder, 'installed');
    symlinkSync(root, installed);
    for (const name of names) writeFileSync(join(folder, name), textOf(name).replaceAll(INSTALLED, installed));
    return run('systemd-analyze', [...parameters, ...units.map((name) => join(folder, name))]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the units of systemd', () => {
  it('confine the server and the backup in the same way, under an account of their own', () => {
    expect(confining(backup)).toEqual(confining(server));
    expect(Object.fromEntries(server)).toMatchObject({
      User: ['regieboek'],
      NoNewPrivileges: ['yes'],
      ProtectSystem: ['strict'],
      PrivateTmp: ['yes'],
      CapabilityBoundingSet: [''],
      Restart: ['on-failure'],
      TimeoutStopSec: ['10'],
    });
    expect(server.has('MemoryDenyWriteExecute')).toBe(false);
  });

  it('run commands of the program that exist', () => {
    const commands = [...commandsOf(server), ...commandsOf(backup)];
    expect(commands.map((command) => command.split(' ').slice(2, 4).join(' '))).toEqual([
      'serve',
      'backup create',
      'backup exercise',
    ]);
    for (const command of commands) {
      const [program = '', script = '', ...parameters] = command.split(' ');
      const words = parameters.filter((word) => /^[a-z]+$/.test(word));
      const [runtime = '', main = ''] = [program, script].map((path) => path.replace(`${INSTALLED}/`, root));
      const { status, printed } = run(runtime, [main, '--lang', 'en', ...words, '--help']);
      expect([command, status, printed]).toEqual([
        command,
        0,
        expect.stringContaining(`Usage: regieboek ${words.join(' ')}`),
      ]);
    }
  });

  it('let the backup write to the folder that its commands name', () => {
    const [folder = ''] = backup.get('ReadWritePaths') ?? [];
    for (const command of commandsOf(backup)) expect(command.split(' ').at(-1)).toBe(folder);
  });
});

if (hasAnalyze)
  describe('the units of systemd, judged by systemd', () => {
    it('are correct', () => {
      expect(analyzed(names, 'verify', '--man=no')).toEqual({ status: 0, printed: '' });
    });

    it('are exposed at most 2.0 of 10', () => {
      const { status, printed } = analyzed(names.slice(0, 2), 'security', '--offline=true', '--threshold=20');
      expect([status, status === 0 ? '' : printed]).toEqual([0, '']);
    });
  });
