import { sound, unsound, type LedgerCheck } from '@regieboek/platform';
import type { Ledger } from '../ledger/index.js';
import type { SealProofs } from '../proof/index.js';

/** Checks that every sealed month still gives its sealed result; when deep, with every event hashed by this process. */
export const sealsCheck = (proofs: Pick<SealProofs, 'proof'>): LedgerCheck =>
  async function* ({ isDeep, regions, signal }) {
    for (const region of regions) {
      const { periods, faults } = await proofs.proof(region, { fromScratch: isDeep }, signal ? { signal } : {});
      const found = faults.map(({ place, text }) => ({ code: 'not-proven', text: `${place}: ${text}` }));
      yield {
        check: 'seals',
        subject: region,
        count: periods.length,
        mark: periods.at(-1)?.mark ?? null,
        faults: found,
      };
    }
  };

/** Checks that the balances of all accounts together are zero. */
export const booksCheck = (ledger: Pick<Ledger, 'balances'>): LedgerCheck =>
  async function* ({ regions, signal }) {
    for (const region of regions) {
      const { balances, trialBalanceCents } = await ledger.balances(region, undefined, signal ? { signal } : {});
      yield trialBalanceCents === 0
        ? sound('books', region, balances.length)
        : unsound(
            { check: 'books', subject: region, count: balances.length },
            'not-balanced',
            `the balances of region ${region} add up to ${trialBalanceCents} cents instead of 0: report it with regieboek balances --json`,
          );
    }
  };
