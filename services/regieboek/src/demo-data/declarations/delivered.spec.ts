import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lifetimeLimit, periodLimit } from '@regieboek/ijw';
import { firstDayOf, intersect, lastDayOf, monthOf, nextMonth, OPEN, toDay, type Interval } from '@regieboek/kernel';
import { demoDefaults, windowOf } from '../demo-options.js';
import { deliveredVolume, grantedVolume } from './delivered.js';
import { drawCare, type CareWishes } from '../youths/draw-care.js';
import { Random } from '../random.js';
import { demoRegions } from '../region/region-facts.js';
import { settingOf } from '../region/setting.js';
import type { CarePlan } from '../youths/youth.js';

const [region] = demoRegions;
if (!region) throw new Error('there are no regions');
const setting = settingOf(region, windowOf(demoDefaults));
const span = (from: string, to: string): Interval => ({ from: toDay(from), to: toDay(to) });
const july = span('2025-07-01', '2025-07-31');

const plan = (code: string, care: Interval, wishes: CareWishes = {}, seed = 1): CarePlan =>
  drawCare(
    { setting, serial: 1, bsn: '999900006', random: new Random(seed) },
    { code, care, municipality: '0664', ...wishes },
    0,
  );

describe('delivered volumes', () => {
  it('are nights of a stay, without the day of departure', () => {
    expect(deliveredVolume(plan('44A28', span('2025-07-10', '2025-07-15')), july, 0)).toBe(5);
    expect(deliveredVolume(plan('44A28', span('2025-01-01', '2025-12-01')), july, 0)).toBe(31);
  });

  it('are days of presence where the contract counts them, with paid holidays', () => {
    const absences = [{ kind: 'holiday', ...span('2025-07-01', '2025-07-16') }] as const;
    const stay = span('2025-01-01', '2025-07-20');
    expect(deliveredVolume(plan('43A07', stay), july, 0)).toBe(20);
    expect(deliveredVolume(plan('43A07', stay, { absences }), july, 0)).toBe(18);
  });

  it('leave out the days of a temporary stop', () => {
    const pause = span('2025-07-11', '2025-07-20');
    // Departure on the 10th: nine nights; back on the 21st: eleven.
    expect(deliveredVolume(plan('44A28', span('2025-01-01', '2025-12-31'), { pause }), july, 0)).toBe(20);
  });

  it('are zero in a month without care or without assignment', () => {
    expect(deliveredVolume(plan('45A48', span('2025-08-01', '2025-09-30')), july, 0)).toBe(0);
    const early = { assigned: span('2025-01-01', '2025-06-30') };
    expect(deliveredVolume(plan('45A48', span('2025-01-01', '2025-07-30'), early), july, 0)).toBe(0);
  });

  it('of a result fall on its start and its end', () => {
    const care = span('2025-07-10', '2025-09-20');
    const months = [july, span('2025-08-01', '2025-08-31'), span('2025-09-01', '2025-09-30')];
    expect(months.map((month) => deliveredVolume(plan('45A08', care, { assigned: care }), month, 0))).toEqual([
      1, 0, 1,
    ]);
  });

  it('never exceed a period or the whole assignment', () => {
    const codes = fc.constantFrom('45A48', '45A65', '45A08', '50A00', '48A01', '44A09', '44A28', '43A07', '46A01');
    const from = fc.integer({ min: toDay('2025-01-01'), max: toDay('2025-12-31') });
    fc.assert(
      fc.property(codes, from, fc.integer({ min: 1, max: 500 }), fc.nat(), (code, begin, days, seed) => {
        const one = plan(code, { from: begin, to: begin + days }, {}, seed);
        const granted = grantedVolume(one);
        if (!granted) throw new Error('a volume was expected');
        let sum = 0;
        const end = one.assigned.to === OPEN ? begin + days : one.assigned.to;
        for (let month = monthOf(one.assigned.from); firstDayOf(month) <= end; month = nextMonth(month)) {
          const whole = { from: firstDayOf(month), to: lastDayOf(month) };
          const volume = deliveredVolume(one, whole, sum);
          const period = intersect(one.assigned, whole);
          expect(volume).toBeLessThanOrEqual(period ? periodLimit(granted, period) : 0);
          sum += volume;
        }
        expect(sum).toBeLessThanOrEqual(lifetimeLimit(granted));
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
