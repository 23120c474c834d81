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

/** True when a package can resolve another one, from its own node_modules or from one above it. */
function finds(from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

describe('the lock file', () => {
  it('contains what every package needs, also on other platforms; otherwise npm ci refuses it', () => {
    const missing = locked.flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !finds(path, name))
        .map((name) => `${path || 'the root'} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('contains one grpc-js, at the version whose internals the client of EventStoreDB fits', async () => {
    const found = locked.filter(([path]) => path.endsWith('node_modules/@grpc/grpc-js'));
    expect(found.map(([path, { version }]) => [path, version])).toEqual([['node_modules/@grpc/grpc-js', '1.14.7']]);
    const root = JSON.parse(readFileSync(join(file, '..', 'package.json'), 'utf8')) as {
      overrides: Readonly<Record<string, string>>;
    };
    expect(root.overrides['@grpc/grpc-js']).toBe('1.14.7');
    const inside = [
      'ClientWritableStreamImpl',
      'ClientDuplexStreamImpl',
      'ClientUnaryCallImpl',
      'ClientReadableStreamImpl',
    ];
    const path = ['..', 'node_modules', '@grpc', 'grpc-js', 'build', 'src', 'call.js'];
    const call = (await import(join(import.meta.dirname, ...path))) as Record<string, unknown>;
    expect(inside.filter((name) => typeof call[name] !== 'function')).toEqual([]);
  });

  it('names the hash of every external package', () => {
    const outside = locked.filter(([path, { link }]) => path.includes('node_modules/') && link !== true);
    expect(outside.length).toBeGreaterThan(100);
    expect(outside.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });
});
