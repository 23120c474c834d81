import { describe, expect, it } from '@jest/globals';
import { Story, youthId } from '@regieboek/journal/testing';
import { fromDay, toDay } from '@regieboek/kernel';
import { careIn } from '../../test/care-in.js';
import { measure, metricsNamed } from '../domain/metrics/measure.js';
import type { Cut } from '../domain/metrics/metric.js';
import { regionFactsOf } from './region-facts-of.js';

const told = () =>
  new Story()
    .region({ smallCellLimit: 5 })
    .contract({ products: [Story.product('44A09', 'verblijf')] })
    .youth(1)
    .lives(1, '0512', '2012-01-01')
    .start('2023-04-03', { category: '44', code: '44A09' })
    .stop('2023-04-03', '2023-06-30', { category: '44', code: '44A09' });

const factsOf = ({ history }: Story, knownOn = '2025-12-31') => {
  const { definition, contracts, youths, position } = history;
  if (!definition) throw new Error('the story has no region');
  const made = { region: 'zhz', position, knownOn: fromDay(toDay(knownOn)), ruleSet: '2025.1' };
  return regionFactsOf(
    { made, definition, contracts, youths: [...youths.values()], careOfYouths: careIn(history) },
    [],
  );
};

const valueOf = (story: Story, name: string, by?: Cut) =>
  measure(metricsNamed(name, by), factsOf(story), {
    ...{ from: fromDay(toDay('2023-01-01')), to: fromDay(toDay('2023-12-31')) },
    ...(by ? { by } : {}),
  }).flatMap(({ figures }) => figures.map(({ of, value, note }) => [of, value, note?.en]));

describe('facts of a replayed region', () => {
  it('have stays with the responsible municipality, the product and the reason of the stop', () => {
    const { stays, smallCellLimit } = factsOf(told());
    expect(stays).toMatchObject([
      {
        ...{ youth: youthId(1), from: toDay('2023-04-03'), to: toDay('2023-06-30'), order: 1, municipality: '0512' },
        parts: [{ product: '44/44A09', endReason: '31', leaves: [] }],
      },
    ]);
    expect(smallCellLimit).toBe(5);
  });

  it('follow a stop that is corrected two years later: both figures can be asked for', () => {
    const before = told();
    const after = told();
    const about = { category: '44', code: '44A09' };
    after
      .care('care-stop-withdrawn', about, { begin: '2023-04-03', end: '2023-06-30', reason: '31' })
      .stop('2023-04-03', '2023-10-31', about, '38');
    expect(valueOf(before, 'stay-nights')).toEqual([[null, 88, undefined]]);
    expect(valueOf(after, 'stay-nights')).toEqual([[null, 211, undefined]]);
    expect(factsOf(after).stays[0]?.parts[0]?.endReason).toBe('38');
  });

  it('without stays in the period give a note, never a silent zero', () => {
    const story = new Story().region().youth(1);
    expect(valueOf(story, 'stays-started-by-chain')).toEqual([[null, 0, 'no data in this period']]);
    expect(valueOf(story, 'stays-started-by-chain', 'form')).toEqual([[null, null, 'no data in this period']]);
    const future = measure(metricsNamed('stays-ended', undefined), factsOf(told(), '2022-12-31'), {
      ...{ from: fromDay(toDay('2023-01-01')), to: fromDay(toDay('2023-12-31')) },
    });
    expect(future[0]?.figures[0]?.note?.en).toBe('the period begins after the last day that is seen, 2022-12-31');
  });

  it('refuse a figure or a cut that does not exist, and name those that do', () => {
    expect(() => metricsNamed('nothing', undefined)).toThrow(/choose one of stays-started-by-chain, /);
    expect(() => metricsNamed('closed-occupancy-jzplus', 'form')).toThrow('leave the cut out');
  });
});
