import { describe, expect, it } from '@jest/globals';
import { localActor, may, type Actor, type Grant } from '@regieboek/access';
import type { EmergencyAccessRow } from './entity.js';
import { EmergencyGrants } from './grants.js';

const id = '615673df-570b-522a-ab28-0ee98b85f50c';
const start = Date.UTC(2026, 2, 6, 23, 30);
const row = (own: Partial<EmergencyAccessRow> = {}): EmergencyAccessRow => ({
  ...{ region: 'zhz', id, takenBy: 'u-jan', role: 'backoffice', reason: 'urgent-care', reference: null },
  ...{
    takenAt: new Date(start),
    until: new Date(start + 3_600_000),
    outcome: null,
    reviewedBy: null,
    reviewedAt: null,
  },
  ...own,
});
const person = (...grants: Grant[]): Actor => ({
  ...{ subject: 'jan', issuer: 'https://idp.example', kind: 'person', code: 'u-jan', grants },
});
const policy = person({ role: 'policy', region: 'zhz' });

/** Emergency access as a service knows it, at a clock that tests move. */
function known(rows: EmergencyAccessRow[]) {
  const state = { rows, now: start, asked: 0, isAway: false };
  const grants = new EmergencyGrants(
    {
      regionIds: async () => ['wbw', 'zhz'],
      emergencyAccess: async () => state.rows,
      async emergencyAccessAt(region) {
        state.asked += 1;
        if (state.isAway) throw new Error('away');
        return state.rows.filter((one) => one.region === region);
      },
    },
    () => state.now,
  );
  return { state, grants };
}

describe('a role that was taken', () => {
  it('is held by who took it, in that region, until its hour is over', async () => {
    const { state, grants } = known([row()]);
    const extended = await grants.extended(policy);
    expect(extended.grants).toEqual([...policy.grants, { role: 'backoffice', region: 'zhz', emergency: id }]);
    expect(may(extended, 'record-residence', { region: 'zhz' }).allowed).toBe(true);
    expect(may(extended, 'record-residence', { region: 'wbw' }).allowed).toBe(false);
    state.now = start + 3_600_000 - 1;
    expect((await grants.extended(policy)).grants).toHaveLength(2);
    state.now = start + 3_600_000;
    expect(await grants.extended(policy)).toEqual(policy);
  });

  it('is held by nobody else: no other person, no program, not the user of this machine', async () => {
    const { grants } = known([row()]);
    const others: Actor[] = [{ ...policy, code: 'u-piet' }, { ...policy, kind: 'machine' }, localActor];
    for (const other of others) expect(await grants.extended(other)).toBe(other);
  });

  it('is found in every region for who has a role in all', async () => {
    const { grants } = known([row({ region: 'wbw' })]);
    expect((await grants.extended(person({ role: 'policy', region: '*' }))).grants[1]).toMatchObject({ region: 'wbw' });
    expect((await grants.extended(policy)).grants).toHaveLength(1);
  });

  it('is looked up once a second at most, and at once after it was recorded here', async () => {
    const { state, grants } = known([]);
    await Promise.all([grants.extended(policy), grants.extended(policy)]);
    state.rows = [row()];
    expect([(await grants.extended(policy)).grants.length, state.asked]).toEqual([1, 1]);
    grants.forget('zhz');
    expect([(await grants.extended(policy)).grants.length, state.asked]).toEqual([2, 2]);
    state.now += 1_000;
    await grants.extended(policy);
    expect(state.asked).toBe(3);
  });

  it('is not given while nobody can say so, and requests go on with the roles of the log-in', async () => {
    const { state, grants } = known([row()]);
    state.isAway = true;
    expect(await grants.extended(policy)).toBe(policy);
    state.isAway = false;
    state.now += 1_000;
    expect((await grants.extended(policy)).grants).toHaveLength(2);
  });
});
