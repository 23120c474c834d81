export { StandingDecisions, type StandingRequest, type StandingWithdrawal } from './standing-decisions.js';
export { StandingOfTwo } from './standing-of-two.js';
export type { StandingDecisionOnRecord } from '../domain/standing/standing-decision.js';
