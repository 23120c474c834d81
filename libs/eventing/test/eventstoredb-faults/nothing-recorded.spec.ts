import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { NothingRecorded, UnknownOutcome } from '../../src/index.js';
import type { Recorded } from '../../src/index.js';
import { dataOf } from '../../src/eventstoredb/index-record/part.js';
import { RegionIndex } from '../../src/eventstoredb/index-record/region-index.js';
import { eventsOf, failureOf, newEvents, newRegion, newStream } from '../../conformance/subject.js';
import type { Node } from '../eventstoredb-double/node.ts';
import { rig } from './rig.js';

const { server, cluster: startCluster, log: open } = rig();
const retry = { attemptsMax: 3, timeoutMs: 2_000, backoffMs: 5 };
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regieboek-tls-'));
  for (const name of ['node', 'other'])
    execFileSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)],
      ...['-subj', `/CN=${name}.example`, '-addext', 'subjectAltName=IP:127.0.0.1'],
    ], { stdio: 'ignore' }); // prettier-ignore
});
afterAll(() => rmSync(folder, { recursive: true }));

async function portOf(listening: Server): Promise<number> {
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  ends.push(() => listening.close());
  return (listening.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const listening = createServer();
  const port = await portOf(listening);
  await new Promise((resolve) => listening.close(resolve));
  return port;
}

/** The error of an append to this server once the log has given up. */
async function failureAt(url: string): Promise<Error> {
  const log = open({ url }, { retry });
  const failure = await failureOf(log.append(newStream(), 'none', newEvents(1)));
  expect(failure).toBeInstanceOf(NothingRecorded);
  return failure as Error;
}

describe('an append that never reached EventStoreDB reports that nothing was recorded, and why', () => {
  it('when the name of the host is not found', async () => {
    const { message } = await failureAt('esdb://nowhere.invalid:2113?tls=false');
    expect(message).toContain('Host nowhere.invalid is not found: check the host');
  });

  it('when the node refuses connections, by its host and port', async () => {
    const port = await closedPort();
    const { message } = await failureAt(`esdb://127.0.0.1:${port}?tls=false`);
    expect(message).toContain(`127.0.0.1:${port} refuses connections`);
  });

  it('when none of several nodes is reached, with the reason of each', async () => {
    const ports = [await closedPort(), await closedPort()];
    const { message } = await failureAt(`esdb://127.0.0.1:${ports[0]},127.0.0.1:${ports[1]}?tls=false`);
    for (const port of ports) expect(message).toContain(`127.0.0.1:${port} refuses connections`);
  });

  it('when the certificate of the node is not trusted', async () => {
    const [key, cert] = [readFileSync(join(folder, 'node.key')), readFileSync(join(folder, 'node.crt'))];
    const port = await portOf(createSecureServer({ key, cert }));
    for (const query of ['tls=true', `tls=true&tlsCAFile=${join(folder, 'other.crt')}`]) {
      const { message } = await failureAt(`esdb://127.0.0.1:${port}?${query}`);
      expect(message).toContain(`The certificate of 127.0.0.1:${port} is not trusted`);
      expect(message).toContain('tlsCAFile');
    }
  });

  it('when the node does not speak TLS', async () => {
    const { port } = await server();
    const { message } = await failureAt(`esdb://127.0.0.1:${port}?tls=true`);
    expect(message).toContain(`127.0.0.1:${port} does not speak TLS`);
  });

  it('when the node does not lead and the leader it names is not reached', async () => {
    const node = await server();
    const port = await closedPort();
    node.faults.leader = { host: '127.0.0.1', port };
    node.faults.always = (call) => (call === 'features' ? undefined : 'not-leader');
    const { message } = await failureAt(node.url);
    expect(message).toMatch(
      new RegExp(`127.0.0.1:${port} refuses connections|127.0.0.1:${node.port} is not the leader`),
    );
  });

  it('when the nodes have no leader', async () => {
    const cluster = await startCluster({ electionMs: 60_000 });
    const log = open({ url: cluster.url }, { retry });
    const region = newRegion();
    await log.append(newStream(region), 'none', newEvents(1));
    await cluster.kill(0);
    await cluster.kill(1);
    // A request that was running when the connection broke may have been sent.
    await failureOf(log.head(region));
    expect(await failureOf(log.append(newStream(region), 'none', newEvents(1)))).toBeInstanceOf(NothingRecorded);
  });

  it('and is recorded once when it is sent again and the node is available', async () => {
    const node = await server();
    const log = open(node, { retry });
    const region = newRegion();
    const [stream, events] = [newStream(region), newEvents(1)];
    await log.append(newStream(region), 'none', newEvents(1));
    await node.halt();
    await failureOf(log.head(region));
    expect(await failureOf(log.append(stream, 'none', events))).toBeInstanceOf(NothingRecorded);
    await node.listen();
    expect(await log.append(stream, 'none', events)).toEqual({ revision: 0, position: 2 });
  });
});

describe('an append of which something may have been sent', () => {
  it('has an unknown outcome, also when the node is unavailable at later attempts', async () => {
    const node = await server();
    const log = open(node, { retry: { ...retry, timeoutMs: 1_000 } });
    const region = newRegion();
    const stream = newStream(region);
    await log.append(stream, 'none', newEvents(1));
    node.faults.plan('batch-append', 'reply-lost');
    const events = newEvents(1);
    const sent = failureOf(log.append(stream, 0, events));
    while (node.store.stream(`regieboek.region-${region}`).records.length < 2)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await node.halt();
    expect(await sent).toBeInstanceOf(UnknownOutcome);
    await node.listen();
    expect(await log.append(stream, 0, events)).toEqual({ revision: 1, position: 2 });
  });

  it('has an unknown outcome, also when it is sent again after other appends and the node is unavailable', async () => {
    const node = await server();
    const log = open(node, { retry: { ...retry, timeoutMs: 1_000 } });
    const region = newRegion();
    const [stream, events] = [newStream(region), newEvents(1)];
    await log.append(stream, 'none', newEvents(1));
    node.faults.always = (call) => (call.includes('append') ? 'reply-lost' : undefined);
    expect(await failureOf(log.append(stream, 0, events))).toBeInstanceOf(UnknownOutcome);
    node.faults.clear();
    expect(await log.append(newStream(region), 'none', newEvents(1))).toEqual({ revision: 0, position: 3 });
    await node.halt();
    await failureOf(log.head(region));
    expect(await failureOf(log.append(stream, 0, events))).toBeInstanceOf(UnknownOutcome);
    await node.listen();
    expect(await log.append(stream, 0, events)).toEqual({ revision: 1, position: 2 });
  });

  it('has an unknown outcome, also when it followed another append and others reported their writes in the queue', async () => {
    const node = await server();
    const [log, other] = [open(node, { retry: { ...retry, timeoutMs: 1_000 } }), open(node)];
    const region = newRegion();
    const stream = newStream(region);
    for (const one of [log, other, log])
      await one.append(one === log ? newStream(region) : stream, 'none', newEvents(1));
    const silence = (): void => {
      node.faults.always = (call) => (call.includes('append') ? 'silence' : undefined);
    };
    silence();
    expect(await failureOf(log.append(newStream(region), 'none', newEvents(1)))).toBeInstanceOf(UnknownOutcome);
    node.faults.clear();
    await other.append(stream, 0, newEvents(1));
    tellAll(node, region, await eventsOf(other, region));
    await new Promise((resolve) => setTimeout(resolve, 100));
    silence();
    const [late, events] = [newStream(region), newEvents(1)];
    expect(await failureOf(log.append(late, 'none', events))).toBeInstanceOf(UnknownOutcome);
    node.faults.clear();
    expect(await failureOf(log.append(stream, 'none', newEvents(1)))).toMatchObject({ actual: 1 });
    await node.halt();
    await failureOf(log.head(region));
    expect(await failureOf(log.append(late, 'none', events))).toBeInstanceOf(UnknownOutcome);
  });
});

/** Reports the stream of the last event to the waiting members. */
function tellAll(node: Node, region: string, events: readonly Recorded[]): void {
  const index = new RegionIndex(region);
  for (const event of events) index.take({ ...event, atMs: Date.parse(event.recordedAt) });
  const part = index.part(index.head - 1);
  const passed = { member: 'x', ticket: 99, stays: false, appends: 1, head: index.head, part: part && dataOf(part) };
  const [id, data, metadata] = [crypto.randomUUID(), Buffer.from(JSON.stringify(passed)), Buffer.from('{}')];
  const told = { id, type: 'turn-passed', contentType: 'application/json', data, metadata };
  node.store.append(`regieboek.line-${region}`, 'any', [told]);
}
