import { describe, it } from '@jest/globals';
import { given } from '@regieboek/kernel/testing';
import { assignmentDecided, type Assignment } from '@regieboek/events';
import { assignmentDecider } from './assignment.js';

const assignment = (over: object = {}): Assignment =>
  assignmentDecided.schema.parse({
    youth: '8e1a4a36-6bd0-4ad0-8a05-000000000001',
    municipality: '0505',
    provider: '99990001',
    number: 700101,
    decidedAt: '2026-01-09T10:15:00',
    category: '45',
    code: '45A04',
    from: '2026-01-12',
    to: '2026-12-31',
    volume: 3,
    unit: '04',
    frequency: '2',
    budgetCents: null,
    reason: null,
    ...over,
  });
const decided = (over: object = {}) => ({ type: 'placements.assignment-decided.v1' as const, data: assignment(over) });
const decide = (over: object = {}) => ({ kind: 'decide' as const, assignment: assignment(over) });

describe('an assignment', () => {
  it('is recorded once', () => {
    given(assignmentDecider).when(decide()).then(decided());
    given(assignmentDecider, decided()).when(decide()).thenNothing();
  });

  it('is the last decided one, in any order of arrival (IV013)', () => {
    const later = { decidedAt: '2026-02-01T09:00:00', to: '2026-06-30', reason: '05' };
    given(assignmentDecider, decided()).when(decide(later)).then(decided(later));
    given(assignmentDecider, decided(later)).when(decide()).thenNothing();
  });

  it('keeps its number for its client and provider (TR332)', () => {
    const other = { youth: '8e1a4a36-6bd0-4ad0-8a05-000000000002', decidedAt: '2026-02-01T09:00:00' };
    given(assignmentDecider, decided()).when(decide(other)).thenRejected('number-of-other-client');
    given(assignmentDecider, decided())
      .when(decide({ provider: '99990002' }))
      .thenRejected('number-of-other-provider');
  });
});
