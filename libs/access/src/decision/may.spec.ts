import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actionNames, ruleOf, type ActionName } from '../actions.js';
import { EVERY_REGION, localActor, type Actor, type Grant } from '../actor.js';
import { roles } from '../role.js';
import { may, mayInPart } from './may.js';
import { always, type AccessObject, type Involvement } from './object.js';

const actor = (...grants: Grant[]): Actor => ({ subject: 's', issuer: 'https://idp.example', kind: 'person', grants });
const reasonOf = (...asked: Parameters<typeof may>): string => {
  const decision = may(...asked);
  return decision.allowed ? 'allowed' : decision.reason.code;
};

const dordrecht = actor({ role: 'municipality', region: 'zhz', municipality: '0505' });
const almata = actor({ role: 'provider', region: 'zhz', provider: '99990001' });

describe('a decision on an action', () => {
  it('allows a role the actions of the table, in its region', () => {
    const finance = actor({ role: 'finance', region: 'zhz' });
    expect(reasonOf(finance, 'seal-periods', { region: 'zhz' })).toBe('allowed');
    expect(reasonOf(finance, 'seal-periods', { region: 'wbw' })).toBe('other-region');
    expect(reasonOf(finance, 'record-residence', { region: 'zhz' })).toBe('role');
    expect(reasonOf(actor(), 'seal-periods', { region: 'zhz' })).toBe('no-grant');
  });

  it('allows a municipality what it is responsible for or pays, and nothing of its neighbours', () => {
    const borneBy = (...codes: string[]): AccessObject => ({ region: 'zhz', municipalities: always(...codes) });
    expect(reasonOf(dordrecht, 'see-statements', borneBy('0505'))).toBe('allowed');
    expect(reasonOf(dordrecht, 'see-statements', borneBy('1978', '0505'))).toBe('allowed');
    expect(reasonOf(dordrecht, 'see-statements', borneBy('1978'))).toBe('not-involved');
    expect(reasonOf(dordrecht, 'see-statements', { region: 'zhz' })).toBe('not-involved');
    expect(reasonOf(dordrecht, 'see-statements', { ...borneBy('0505'), region: 'wbw' })).toBe('other-region');
  });

  it('allows a municipality a youth on the days on which it was responsible, and no others', () => {
    const youth = (from: string, to: string): AccessObject => ({
      region: 'zhz',
      period: { from, to },
      municipalities: [{ code: '0505', from: '2025-01-01', to: '2025-06-30' }],
    });
    expect(reasonOf(dordrecht, 'see-youth', youth('2025-06-30', '2025-07-31'))).toBe('allowed');
    expect(reasonOf(dordrecht, 'see-youth', youth('2025-07-01', '2025-07-31'))).toBe('other-days');
    expect(reasonOf(dordrecht, 'see-youth', youth('2024-12-01', '2024-12-31'))).toBe('other-days');
  });

  it('allows a provider its own lines, and never by the code of a municipality', () => {
    expect(reasonOf(almata, 'reconcile', { region: 'zhz', providers: always('99990001') })).toBe('allowed');
    expect(reasonOf(almata, 'reconcile', { region: 'zhz', providers: always('99990002') })).toBe('not-involved');
    expect(reasonOf(almata, 'reconcile', { region: 'zhz', municipalities: always('99990001') })).toBe('not-involved');
  });

  it('allows an administrator to operate, but not to see data about a child', () => {
    const administrator = actor({ role: 'administrator', region: 'zhz' });
    const allowed = actionNames.filter((action) => may(administrator, action, { region: 'zhz' }).allowed);
    expect(allowed).toEqual([
      ...['see-regions', 'see-approvals', 'decide-approvals', 'take-emergency-access', 'see-emergency-access'],
      ...['review-emergency-access', 'review-rights', 'see-sessions', 'end-sessions', 'check-ledger'],
      ...['see-metrics', 'operate'],
    ]);
    // Metrics are those of the whole installation, which has the region of all regions.
    expect(reasonOf(administrator, 'see-metrics', { region: EVERY_REGION })).toBe('other-region');
  });

  it('allows access to identities only to programs whose token names the action', () => {
    const grant: Grant = { role: 'backoffice', region: EVERY_REGION, actions: ['find-identities'] };
    const machine: Actor = { ...actor(grant), kind: 'machine' };
    expect(reasonOf(machine, 'find-identities', { region: 'zhz' })).toBe('allowed');
    expect(reasonOf(machine, 'see-youth', { region: 'zhz' })).toBe('out-of-scope');
    expect(reasonOf(actor(grant), 'find-identities', { region: 'zhz' })).toBe('machines-only');
    expect(reasonOf(localActor, 'find-identities', { region: 'zhz' })).toBe('machines-only');
    const whole: Actor = { ...machine, grants: [{ role: 'backoffice', region: 'zhz' }] };
    expect(reasonOf(whole, 'find-identities', { region: 'zhz' })).toBe('machines-only');
  });

  it('explains a denial in both languages, with the remedy', () => {
    const decision = may(dordrecht, 'see-books', { region: 'zhz' });
    if (decision.allowed) throw new Error('allowed');
    expect(decision.reason).toEqual({
      code: 'role',
      en: expect.stringContaining('docs/access.md'),
      nl: expect.stringContaining('docs/access.md'),
    });
  });

  it('has the reason of the grant that came nearest', () => {
    const both = actor(
      { role: 'finance', region: 'wbw' },
      { role: 'municipality', region: 'zhz', municipality: '0505' },
    );
    expect(reasonOf(both, 'see-statements', { region: 'zhz', municipalities: always('1978') })).toBe('not-involved');
  });
});

const regions = ['zhz', 'wbw', 'zeeland'] as const;
const codes = ['0505', '1978'] as const;
const agbs = ['99990001', '99990002'] as const;
const day = fc.integer({ min: 1, max: 9 }).map((n) => `2025-0${n}-01`);
const period = fc.record({ from: fc.option(day), to: fc.option(day) });
const anyAction = fc.constantFrom(...actionNames);
const anyGrant: fc.Arbitrary<Grant> = fc
  .record({
    role: fc.constantFrom(...roles),
    region: fc.constantFrom(...regions),
    municipality: fc.constantFrom(...codes),
    provider: fc.constantFrom(...agbs),
    actions: fc.option(fc.uniqueArray(anyAction, { maxLength: 3 }), { nil: undefined }),
  })
  .map(({ actions, ...grant }) => (actions === undefined ? grant : { ...grant, actions }));
const anyActor = fc
  .record({ kind: fc.constantFrom('person', 'machine', 'local'), grants: fc.array(anyGrant, { maxLength: 4 }) })
  .map((given): Actor => ({ subject: 's', issuer: 'i', ...given }));
const involved = (of: readonly string[]): fc.Arbitrary<Involvement[]> =>
  fc.array(
    fc.tuple(fc.constantFrom(...of), period).map(([code, days]) => ({ code, ...days })),
    { maxLength: 3 },
  );
const anyObject: fc.Arbitrary<AccessObject> = fc
  .record({
    region: fc.constantFrom(...regions),
    period: fc.option(period, { nil: undefined }),
    municipalities: involved(codes),
    providers: involved(agbs),
  })
  .map(({ period: days, ...object }) => (days === undefined ? object : { ...object, period: days }));
const tried = { seed: 2026, numRuns: 2_000 };

describe('decisions in general', () => {
  it('allow nothing without a grant', () =>
    fc.assert(
      fc.property(anyAction, anyObject, (action, object) => {
        expect(may(actor(), action, object).allowed).toBe(false);
        expect(mayInPart(actor(), action, object.region).allowed).toBe(false);
      }),
      tried,
    ));

  it('never withdraw a permission because of another grant', () =>
    fc.assert(
      fc.property(anyActor, anyGrant, anyAction, anyObject, (one, grant, action, object) => {
        const more = { ...one, grants: [...one.grants, grant] };
        if (may(one, action, object).allowed) expect(may(more, action, object).allowed).toBe(true);
      }),
      tried,
    ));

  it('never allow anything in a region without a grant in it', () =>
    fc.assert(
      fc.property(anyActor, anyAction, anyObject, (one, action, object) => {
        const elsewhere = { ...one, grants: one.grants.filter(({ region }) => region !== object.region) };
        expect(may(elsewhere, action, object).allowed).toBe(false);
        expect(mayInPart(elsewhere, action, object.region).allowed).toBe(false);
      }),
      tried,
    ));

  it('never allow a municipality or provider an object that it is not involved in, unless the whole region may be seen', () =>
    fc.assert(
      fc.property(anyGrant, anyAction, anyObject, (grant, action, object) => {
        if (grant.role !== 'municipality' && grant.role !== 'provider') return;
        const others = { ...object, municipalities: [], providers: [] };
        if (ruleOf(action).reach[grant.role] !== 'all') expect(may(actor(grant), action, others).allowed).toBe(false);
      }),
      tried,
    ));

  it('made before the object is known deny only actions that are denied for every object', () =>
    fc.assert(
      fc.property(anyActor, anyAction, anyObject, (one, action, object) => {
        if (may(one, action, object).allowed) expect(mayInPart(one, action, object.region).allowed).toBe(true);
      }),
      tried,
    ));

  it('give each role the same answer as the table', () => {
    const expected = (action: ActionName, role: (typeof roles)[number]) =>
      ruleOf(action).reach[role] === 'all' && ruleOf(action).machinesOnly !== true;
    for (const action of actionNames)
      for (const role of roles)
        expect([action, role, may(actor({ role, region: 'zhz' }), action, { region: 'zhz' }).allowed]).toEqual([
          action,
          role,
          expected(action, role),
        ]);
  });
});
