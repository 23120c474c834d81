import { describe, expect, it } from '@jest/globals';
import { closingOn } from '../../test/books-of.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { january, logOf, StoryRegion } from '../../test/story-region.js';
import { ruleSets } from '@regieboek/billing';
import { compare } from '../differences/corrections.js';
import { runAt } from '../runs/runs.js';
import { verify } from './verify.js';

keepReplays();

const month = { region: 'zhz', period: january };
const [usual, whatIf] = ['2025.1', '2025.1-earliest-first'].map((version) => ruleSets.named(version));

/** A line of 31.07 euro over 10 days of one municipality and 21 of another: 1,002.26 and 2,104.74 cents. */
async function sealedJanuary() {
  const told = new StoryRegion();
  told.declares([{ youth: 1, code: '45A04', careMonth: 0, cents: 3_107 }], january);
  told.moves(1, '0512', '2025-01-11');
  const log = await logOf(told);
  const { sealed } = await closingOn(log).sealAll(month);
  if (!sealed || !usual || !whatIf) throw new Error('nothing was sealed');
  return { log, seal: sealed.seal, usual, whatIf };
}

describe('a month sealed by the first rule set', () => {
  it('is proven beside a second one that divides leftover cents differently', async () => {
    const { log, seal, usual: first, whatIf: second } = await sealedJanuary();
    const centsBy = async (ruleSet: typeof first) => {
      const { run, digest } = await runAt(replaysOf(log), month, { position: seal.position, ruleSet });
      return { cents: run.lines.map(({ cents }) => cents), digest };
    };
    expect(await centsBy(first)).toEqual({ cents: [1_002, 2_105], digest: seal.digest });
    expect((await centsBy(second)).cents).toEqual([1_003, 2_104]);
    expect(seal.ruleSet).toBe(first.version);
    expect((await verify(replaysOf(log), month.region, { rules: ruleSets })).faults).toEqual([]);
  });

  it('differs from the second by those cents, with the rules as the cause', async () => {
    const { log, seal, usual: first, whatIf: second } = await sealedJanuary();
    const { position } = seal;
    const sides = [
      { position, ruleSet: first },
      { position, ruleSet: second },
    ] as const;
    const { corrections } = await compare(replaysOf(log), month, sides);
    expect(corrections.map(({ municipality, cents, causes }) => [municipality, cents, causes[0]?.what])).toEqual([
      ['0505', 1, 'rule-set'],
      ['0512', -1, 'rule-set'],
    ]);
  });
});
