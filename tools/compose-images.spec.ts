import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { textOf } from './env-example/compose-files.ts';

interface Stage {
  readonly from: string;
  readonly name: string;
  /** Instructions as written, one per line. */
  readonly instructions: readonly string[];
}

const dockerfile = textOf('infra/Dockerfile');
const lines = dockerfile.replace(/\\\n\s*/g, '').split('\n');
const stages = lines.reduce<Stage[]>((found, line) => {
  const [, from, name] = /^FROM (\S+) AS (\S+)$/.exec(line) ?? [];
  if (from !== undefined && name !== undefined) return [...found, { from, name, instructions: [] }];
  const last = found.at(-1);
  if (!last || line === '' || line.startsWith('#')) return found;
  return [...found.slice(0, -1), { ...last, instructions: [...last.instructions, line] }];
}, []);

/** Instructions of a stage, preceded by those of the stages it is built from. */
function instructionsOf(name: string): readonly string[] {
  const stage = stages.find((one) => one.name === name);
  return stage ? [...instructionsOf(stage.from), ...stage.instructions] : [];
}
const lastOf = (name: string, instruction: string): string =>
  instructionsOf(name)
    .filter((line) => line.startsWith(`${instruction} `))
    .at(-1)
    ?.slice(instruction.length + 1) ?? '';
const images = stages.map(({ name }) => name).filter((name) => lastOf(name, 'CMD') !== '');
const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: { node: string } };

describe('the images', () => {
  it('build the four services and, without a target, the single process', () => {
    expect(images).toEqual(['contracts', 'placements', 'finance', 'reporting', 'regieboek']);
    expect(stages.at(-1)?.name).toBe('regieboek');
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(stages.length);
  });

  it('use the same Node version as npm', () => {
    const bases = stages.map(({ from }) => from).filter((from) => !stages.some(({ name }) => name === from));
    expect([...new Set(bases)]).toEqual([`node:${dependencies.node}-slim`]);
  });

  it.each(images)('%s runs as an unprivileged user, compiled from an existing source', (name) => {
    expect(lastOf(name, 'USER')).toBe('node');
    const words = (JSON.parse(lastOf(name, 'CMD')) as string[]).filter((word) => !word.startsWith('--disable-warning'));
    const [program, file = '', ...more] = words;
    expect(program).toBe('node');
    const source = file.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
    expect(existsSync(join(import.meta.dirname, '..', source))).toBe(true);
    expect(more).toEqual(name === 'regieboek' ? ['serve'] : []);
  });

  it.each(images)('%s contains the build output, without development files', (name) => {
    const copies = instructionsOf(name).filter((line) => /^(COPY|ADD) /.test(line));
    expect(copies).toEqual(['COPY --from=build /app ./']);
    const installs = instructionsOf('build').flatMap((line) => line.match(/npm ci[^&]*/g) ?? []);
    expect(installs.at(-1)).toContain('--omit=dev --omit=optional --ignore-scripts');
  });

  it('are built without secrets, and without output of another machine', () => {
    const ignored = textOf('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.git', '**/node_modules', '**/dist']));
  });
});

describe('the health check of the images', () => {
  const [program = '', ...args] = JSON.parse(lastOf('runtime', 'HEALTHCHECK').replace(/^.*?CMD /, '')) as string[];

  /** Exit code of the health check for a service that answers with a status, or does not answer. */
  async function codeFor(status: number | undefined): Promise<number> {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(status ?? 500).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    if (status === undefined) server.close();
    expect(program).toBe('node');
    const child = spawn(process.execPath, args, { env: { PORT: String(port) } });
    const [code] = (await once(child, 'exit')) as [number];
    if (status !== undefined) expect(asked).toEqual(['/health/ready']);
    server.close();
    return code;
  }

  it.each([
    [0, 'a service that is ready', 200],
    [1, 'a service whose database is down', 503],
    [1, 'a service that does not answer', undefined],
  ] as const)('gives %d for %s', async (code, _, status) => {
    expect(await codeFor(status)).toBe(code);
  });
});
