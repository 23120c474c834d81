import { describe, expect, it } from '@jest/globals';
import { ijwSettingsChosen, regionDefined, type IjwSettings, type RegionDefinition } from '@regieboek/events';
import { fold, fromDay, isRejection, toDay } from '@regieboek/kernel';
import { given } from '@regieboek/kernel/testing';
import { regionDecider } from './region.js';

const day = (text: string) => fromDay(toDay(text));
const member = (code: string, to: string | null = null) => ({
  code,
  name: code,
  from: day('2015-01-01'),
  to: to === null ? null : day(to),
});
const region = (...municipalities: RegionDefinition['municipalities']): RegionDefinition => ({
  region: 'zhz',
  name: 'Zuid-Holland Zuid',
  organisation: 'SOJ',
  municipalities,
  mergers: [],
  providersPaidBy: [],
  parameters: { gapToleranceDays: 0, partTimeStayPolicy: 'chain', wlzStayFrom: day('2026-01-01') },
});
const defined = (definition: RegionDefinition) => ({ type: regionDefined.type, data: definition });
const two = region(member('0505'), member('0512'));

describe('a region', () => {
  it('is defined once, in any order of its fields', () => {
    given(regionDecider).when({ kind: 'define', definition: two }).then(defined(two));
    const { parameters, region: id, ...rest } = two;
    given(regionDecider, defined(two))
      .when({ kind: 'define', definition: { parameters, ...rest, region: id } })
      .thenNothing();
  });

  it('changes when a municipality joins, ends, or a choice differs', () => {
    for (const definition of [
      region(member('0505'), member('0512'), member('0590')),
      region(member('0505'), member('0512', '2024-12-31')),
      { ...two, parameters: { ...two.parameters, gapToleranceDays: 1 } },
    ])
      given(regionDecider, defined(two)).when({ kind: 'define', definition }).then(defined(definition));
  });

  it('keeps every municipality that ever took part, and names those that were left out', () => {
    const definition = region(member('0590'));
    given(regionDecider, defined(two)).when({ kind: 'define', definition }).thenRejected('municipality-erased');
    const refused = regionDecider.decide({ kind: 'define', definition }, fold(regionDecider, [defined(two)]));
    expect(isRejection(refused) && refused.message).toBe(
      'municipality 0505, 0512 participated in region zhz: enter an end date instead of removing it',
    );
  });

  describe('the reading of contradictory iJw sources', () => {
    const chosen = (settings: IjwSettings) => ({ type: ijwSettingsChosen.type, data: { region: 'zhz', settings } });
    const choose = (settings: IjwSettings) => ({ kind: 'choose-ijw-settings', region: 'zhz', settings }) as const;
    const other: IjwSettings = { budgetSum: 'delivered volumes', foreignAssignment: '8187' };

    it('is that of the product until the region chooses', () => {
      given(regionDecider, defined(two)).when(choose({})).thenNothing();
      given(regionDecider, defined(two)).when(choose(other)).then(chosen(other));
    });

    it("is the region's last choice, recorded once, in any order, and also after a new definition", () => {
      const again = { foreignAssignment: '8187', budgetSum: 'delivered volumes' } as const;
      given(regionDecider, defined(two), chosen(other)).when(choose(again)).thenNothing();
      const later = defined(region(member('0505'), member('0512'), member('0523')));
      given(regionDecider, defined(two), chosen(other), later).when(choose(other)).thenNothing();
      given(regionDecider, defined(two), chosen(other), later).when(choose({})).then(chosen({}));
    });

    it('can be chosen only once the region is defined', () => {
      given(regionDecider).when(choose(other)).thenRejected('not-defined');
    });
  });
});
