import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localActor, type Actor } from '@regieboek/access';
import { entriesIn, youth } from '../../../test/audit-drafts.js';
import type { SeenByRegion } from '../../logging/request-context.js';
import { cipherWith } from '../../secrets/cipher.js';
import { checkChain } from '../log/chain.js';
import { INSTALLATION, type AuditEntry, type Codes } from '../log/entry.js';
import { MemoryAuditLog } from '../log/memory.js';
import { Auditor, NAMED_MAX, type Audited } from './auditor.js';

const person: Actor = {
  ...{ subject: 'jan', issuer: 'https://idp.example', kind: 'person' },
  grants: [
    { role: 'finance', region: 'zhz' },
    { role: 'policy', region: 'zhz' },
    { role: 'backoffice', region: 'wbw' },
  ],
};
const seenIn = (regions: Readonly<Record<string, readonly string[]>>): SeenByRegion =>
  new Map(Object.entries(regions).map(([region, youths]) => [region, new Set(youths)]));
const asked = (own: Partial<Audited> = {}): Audited => ({
  ...{ actor: person, asked: 'see-youth', region: 'zhz', seen: new Map(), startedAt: '2026-03-06T09:00:00.000Z' },
  ...{ object: {}, query: {}, result: 'allowed', code: null, origin: '127.0.0.1', request: youth(9), knownAt: null },
  ...own,
});

let log: MemoryAuditLog;
let auditor: Auditor;
const auditorWith = (key: number): Auditor =>
  new Auditor(log, cipherWith(new Uint8Array(32).fill(key)), { regions: async () => ['zhz', 'wbw'] });
beforeEach(() => {
  log = new MemoryAuditLog();
  auditor = auditorWith(1);
});

const entriesOf = (region: string): Promise<AuditEntry[]> => entriesIn(log, region);
const recorded = async (own: Partial<Audited>): Promise<AuditEntry[]> => {
  await auditor.record(asked(own));
  const regions = await log.regions();
  return (await Promise.all(regions.map(entriesOf))).flat();
};

describe('what is audited', () => {
  it('is an action that the table of permissions says so of, with its purpose, kind of object and roles', async () => {
    const [entry] = await recorded({ seen: seenIn({ zhz: [youth(2), youth(1)] }), query: { period: '2026-02' } });
    expect(entry).toMatchObject({
      ...{ region: 'zhz', position: 1, subject: 'jan', issuer: 'https://idp.example', actorKind: 'person' },
      ...{ event: 'read', action: 'see-youth', purpose: 'casework', objectKind: 'youth', onBehalfOf: null },
      ...{ roles: ['finance', 'policy'], youths: [youth(1), youth(2)], youthCount: 2, youthDigest: null },
      ...{ query: { period: '2026-02' }, result: 'allowed', code: null, startedAt: '2026-03-06T09:00:00.000Z' },
    });
  });

  it('is not an action that shows no youth, unless it is refused', async () => {
    expect(await recorded({ asked: 'see-regions' })).toEqual([]);
    expect(await recorded({ asked: 'see-regions', result: 'failed', code: 'not-found' })).toEqual([]);
    expect(await recorded({ asked: 'see-regions', result: 'denied', code: 'not-allowed-role' })).toMatchObject([
      { event: 'denial', action: 'see-regions', purpose: 'contracts', roles: [], code: 'not-allowed-role' },
    ]);
  });

  it('keeps the event of an action that is refused, and names no roles that allow it', async () => {
    expect(await recorded({ result: 'denied', code: 'not-allowed-role' })).toMatchObject([
      { event: 'read', roles: [], result: 'denied' },
    ]);
  });

  it('names the roles that allow the action in the region of the entry only', async () => {
    await auditor.record(asked({ seen: seenIn({ zhz: [youth(1)], wbw: [youth(2)] }), region: undefined }));
    expect((await entriesOf('zhz'))[0]?.roles).toEqual(['finance', 'policy']);
    expect((await entriesOf('wbw'))[0]?.roles).toEqual(['backoffice']);
  });

  it('is a log-in: in the regions of the person, in the installation when it failed', async () => {
    await auditor.record(asked({ asked: 'log-in', region: undefined }));
    const failed = { asked: 'log-in', actor: undefined, result: 'denied', code: 'claims-no-role' } as const;
    await auditor.record(asked({ ...failed, region: 'zhz' }));
    await auditor.record(asked({ asked: 'log-out', actor: localActor }));
    expect(await log.regions()).toEqual([INSTALLATION, 'wbw', 'zhz']);
    const common = { action: null, purpose: null, objectKind: null, roles: [], youths: [] };
    expect(await entriesOf('zhz')).toMatchObject([
      { ...common, event: 'log-in', subject: 'jan', roles: ['finance', 'policy'] },
    ]);
    expect(await entriesOf(INSTALLATION)).toMatchObject([
      { ...common, event: 'log-in', subject: null, issuer: null, actorKind: null, code: 'claims-no-role' },
      { ...common, event: 'log-out', subject: 'local', actorKind: 'local' },
    ]);
  });

  it('is in the installation when its sender has no grant at all', async () => {
    const entries = await recorded({ asked: 'log-in', actor: { ...person, grants: [] } });
    expect(entries.map(({ region }) => region)).toEqual([INSTALLATION]);
  });
});

describe('the region of an entry', () => {
  it('is that of the youths, one entry for each, and that of the request', async () => {
    const found = await recorded({ seen: seenIn({ wbw: [youth(2)], other: [youth(3)] }) });
    expect(found.map(({ region, youths }) => [region, youths])).toEqual([
      ['other', [youth(3)]],
      ['wbw', [youth(2)]],
      ['zhz', []],
    ]);
    expect(found.map(({ position }) => position)).toEqual([1, 1, 1]);
  });

  it('is the installation for a text that is not the id of a region, which is recorded nowhere', async () => {
    const texts = ['Jan Jansen', '999900006', '', '*', '__proto__', 'zhz ', 'ZHZ'];
    for (const region of texts) await auditor.record(asked({ region, result: 'denied', code: 'not-allowed-role' }));
    await auditor.record(asked({ region: undefined }));
    expect(await log.regions()).toEqual([INSTALLATION]);
    const entries = await entriesOf(INSTALLATION);
    expect(entries).toHaveLength(texts.length + 1);
    expect(JSON.stringify(entries)).not.toMatch(/Jansen|999900006|proto|ZHZ/);
  });

  it('is found once it has events, also after it was unknown', async () => {
    const regions = ['zhz'];
    auditor = new Auditor(log, cipherWith(new Uint8Array(32)), { regions: async () => [...regions] });
    await auditor.record(asked({ region: 'wbw' }));
    regions.push('wbw');
    await auditor.record(asked({ region: 'wbw' }));
    expect((await entriesOf(INSTALLATION)).length).toBe(1);
    expect((await entriesOf('wbw')).length).toBe(1);
  });

  it('is looked up once for a region that is known, so that entries do not need the event log', async () => {
    let asks = 0;
    const regions = async () => ((asks += 1), ['zhz']);
    auditor = new Auditor(log, cipherWith(new Uint8Array(32)), { regions });
    for (let n = 0; n < 5; n += 1) await auditor.record(asked());
    expect([asks, (await entriesOf('zhz')).length]).toEqual([1, 5]);
  });

  it('cannot be found while the event log is away, and then nothing is recorded', async () => {
    const away = new Error('away');
    auditor = new Auditor(log, cipherWith(new Uint8Array(32)), { regions: () => Promise.reject(away) });
    await expect(auditor.record(asked())).rejects.toBe(away);
    expect(await log.regions()).toEqual([]);
  });
});

describe('the youths of an entry', () => {
  it('include the one that the request is about, also when it was refused', async () => {
    const [entry] = await recorded({ object: { youth: youth(7) }, result: 'denied', code: 'not-allowed-role' });
    expect(entry).toMatchObject({ youths: [youth(7)], youthCount: 1 });
  });

  it('are pseudonyms: no other text counts as one', async () => {
    for (const text of ['(left out)', 'jan', youth(1).slice(1), `${youth(1)}0`])
      await auditor.record(asked({ object: { youth: text } }));
    for (const { youths } of await entriesOf('zhz')) expect(youths).toEqual([]);
  });

  it('are each named once and in order, however they were seen', async () => {
    const numbers = fc.array(fc.nat({ max: 30 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(numbers, fc.option(fc.nat({ max: 30 })), async (seen, about) => {
        log = new MemoryAuditLog();
        const object: Codes = about === null ? {} : { youth: youth(about) };
        await auditorWith(1).record(asked({ seen: seenIn({ zhz: seen.map(youth) }), object }));
        const all = [...new Set(about === null ? seen : [...seen, about])].sort((a, b) => a - b);
        const entries = await entriesOf('zhz');
        expect(entries).toMatchObject([{ youths: all.map(youth), youthCount: all.length, youthDigest: null }]);
        expect((await checkChain(entries)).broken).toBeNull();
      }),
      { seed: 282, numRuns: 100 },
    );
  });
});

describe('the youths of an entry about many', () => {
  const many = Array.from({ length: NAMED_MAX + 1 }, (_, n) => youth(n));
  const digestOf = async (region: string, youths: readonly string[], key = 1) => {
    log = new MemoryAuditLog();
    await auditorWith(key).record(asked({ region, seen: seenIn({ [region]: youths }) }));
    return (await entriesOf(region))[0];
  };

  it('are named up to 10,000; of more there are their number and a digest', async () => {
    const last = await digestOf('zhz', many.slice(1));
    expect([last?.youths.length, last?.youthCount, last?.youthDigest]).toEqual([NAMED_MAX, NAMED_MAX, null]);
    const over = await digestOf('zhz', many);
    expect(over).toMatchObject({
      youths: [],
      youthCount: NAMED_MAX + 1,
      youthDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('have a digest of all of them: in any order the same, and another for one other youth, region or key', async () => {
    const digest = (await digestOf('zhz', many))?.youthDigest;
    expect((await digestOf('zhz', many.toReversed()))?.youthDigest).toBe(digest);
    const others = [
      await digestOf('zhz', [...many.slice(1), youth(99_999)]),
      await digestOf('wbw', many),
      await digestOf('zhz', many, 2),
    ];
    expect(new Set([digest, ...others.map((entry) => entry?.youthDigest)]).size).toBe(4);
  });
});
