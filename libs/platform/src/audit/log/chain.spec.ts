import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { draft, youth } from '../../../test/audit-drafts.js';
import { chained, checkChain, EMPTY_CHAIN } from './chain.js';
import type { AuditDraft, AuditEntry } from './entry.js';

const seed = { seed: 28, numRuns: 200 };

const drafts = fc.array(
  fc
    .record({
      subject: fc.option(fc.string({ maxLength: 10 })),
      youths: fc.uniqueArray(fc.nat({ max: 20 }).map(youth), { maxLength: 3 }),
      result: fc.constantFrom('allowed', 'denied', 'failed'),
      query: fc.dictionary(fc.constantFrom('period', 'from', 'to'), fc.string({ maxLength: 7 })),
    } satisfies { [Field in keyof AuditDraft]?: fc.Arbitrary<AuditDraft[Field]> })
    .map(draft),
  { minLength: 2, maxLength: 12 },
);

/** A chain of any drafts, and the place of one of its entries that is not the last. */
const chains = drafts.chain((own) => {
  const chain = chained(own, EMPTY_CHAIN);
  return fc.record({ chain: fc.constant(chain), place: fc.nat({ max: chain.length - 2 }) });
});

/** Changes of one field to another value. */
const changes: readonly Partial<AuditEntry>[] = [
  { subject: 'somebody else' },
  { at: '2026-03-06T09:00:00.013Z' },
  { youths: [youth(99)] },
  { youthCount: 99 },
  { roles: ['auditor'] },
  { object: { youth: youth(98) } },
  { query: { knownAt: '1' } },
  { code: 'not-allowed' },
  { id: youth(97) },
  { previous: 'f'.repeat(64) },
  { hash: 'f'.repeat(64) },
];

describe('the chain of the audit log', () => {
  it('holds as it was written, in any parts', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, fc.nat({ max: 12 }), async (own, at) => {
        const first = chained(own.slice(0, at), EMPTY_CHAIN);
        const chain = [...first, ...chained(own.slice(at), first.at(-1) ?? EMPTY_CHAIN)];
        const { position, hash } = chain.at(-1) ?? EMPTY_CHAIN;
        expect(await checkChain(chain)).toEqual({ entries: own.length, end: { position, hash }, broken: null });
      }),
      seed,
    );
  });

  it('breaks at the entry that was changed, whatever was changed', async () => {
    await fc.assert(
      fc.asyncProperty(chains, fc.constantFrom(...changes), async ({ chain, place }, change) => {
        const changed = chain.map((entry, index) => (index === place ? { ...entry, ...change } : entry));
        expect((await checkChain(changed)).broken).toEqual({ position: place + 1, fault: 'changed' });
      }),
      seed,
    );
  });

  it('breaks where an entry was changed together with its hash', async () => {
    await fc.assert(
      fc.asyncProperty(chains, async ({ chain, place }) => {
        const before = chain[place - 1] ?? EMPTY_CHAIN;
        const [forged] = chained([draft({ subject: 'forged' })], before);
        const changed = chain.map((entry, index) => (index === place && forged ? forged : entry));
        expect((await checkChain(changed)).broken).toEqual({ position: place + 2, fault: 'not-linked' });
      }),
      seed,
    );
  });

  it('breaks where an entry was removed', async () => {
    await fc.assert(
      fc.asyncProperty(chains, async ({ chain, place }) => {
        expect((await checkChain(chain.toSpliced(place, 1))).broken).toEqual({ position: place + 1, fault: 'missing' });
      }),
      seed,
    );
  });

  it('breaks where two entries were swapped, with their positions or without', async () => {
    await fc.assert(
      fc.asyncProperty(chains, fc.boolean(), async ({ chain, place }, renumbered) => {
        const swapped = chain.toSpliced(place, 2, ...chain.slice(place, place + 2).reverse());
        const found = renumbered ? swapped.map((entry, index) => ({ ...entry, position: index + 1 })) : swapped;
        expect((await checkChain(found)).broken?.position).toBe(place + 1);
      }),
      seed,
    );
  });

  it('breaks where entries were removed from its end, by a mark that was kept elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(chains, async ({ chain, place }) => {
        const marks = [chain.at(-1) ?? EMPTY_CHAIN];
        expect((await checkChain(chain, marks)).broken).toBeNull();
        expect((await checkChain(chain.slice(0, place + 1), marks)).broken).toEqual({
          ...{ position: place + 2, fault: 'missing' },
        });
        const rewritten = chained(
          chain.map(() => draft({ subject: 'forged' })),
          EMPTY_CHAIN,
        );
        expect((await checkChain(rewritten, marks)).broken).toEqual({ position: chain.length, fault: 'other-mark' });
      }),
      seed,
    );
  });
});
