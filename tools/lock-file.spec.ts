import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const file = join(import.meta.dirname, '..', 'package-lock.json');
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(packages);

/** Whether a package finds another one: in its own folder of packages, or in one of those above it. */
function finds(from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

describe('the lock file', () => {
  it('holds what every package needs, also on the platforms it was not made on, or npm ci refuses it', () => {
    const missing = locked.flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !finds(path, name))
        .map((name) => `${path || 'the root'} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('names the content of every package that comes from outside', () => {
    const outside = locked.filter(([path, { link }]) => path.includes('node_modules/') && link !== true);
    expect(outside.length).toBeGreaterThan(100);
    expect(outside.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });
});
