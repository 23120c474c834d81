import { describe, it } from '@jest/globals';
import {
  emergencyAccessReviewed,
  emergencyAccessTaken,
  type EmergencyAccessReview,
  type EmergencyAccessTaken,
} from '@regieboek/events';
import { given } from '@regieboek/kernel/testing';
import { emergencyAccessDecider } from './emergency-access.js';

const id = '615673df-570b-522a-ab28-0ee98b85f50c';
const access: EmergencyAccessTaken = {
  ...{ region: 'zhz', id, takenBy: 'u-jan', role: 'backoffice', reason: 'urgent-care', reference: null },
  ...{ takenAt: '2026-03-06T23:30:00.000Z', until: '2026-03-07T00:30:00.000Z' },
};
const taken = { type: emergencyAccessTaken.type, data: access };
const review: EmergencyAccessReview = {
  ...{ region: 'zhz', id, outcome: 'justified', reviewedBy: 'u-piet', reviewedAt: '2026-03-09T08:00:00.000Z' },
};
const reviewed = { type: emergencyAccessReviewed.type, data: review };

describe('emergency access', () => {
  it('is taken once', () => {
    given(emergencyAccessDecider).when({ kind: 'take', access }).then(taken);
    given(emergencyAccessDecider, taken).when({ kind: 'take', access }).thenNothing();
  });

  it('is reviewed by another person, once', () => {
    given(emergencyAccessDecider, taken).when({ kind: 'review', review }).then(reviewed);
    given(emergencyAccessDecider, taken, reviewed).when({ kind: 'review', review }).thenNothing();
    given(emergencyAccessDecider, taken, reviewed)
      .when({ kind: 'review', review: { ...review, outcome: 'not-justified' } })
      .thenRejected('reviewed-before');
  });

  it('cannot be reviewed by the person who took it, or when nobody took it', () => {
    const own = { ...review, reviewedBy: access.takenBy };
    given(emergencyAccessDecider, taken).when({ kind: 'review', review: own }).thenRejected('own-access');
    given(emergencyAccessDecider).when({ kind: 'review', review }).thenRejected('no-emergency-access');
  });
});
