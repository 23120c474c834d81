import type { Described } from './use-case.js';

/** States of a request for a second person; of one that lapsed the state stays `open`. */
export type ApprovalStatus = 'open' | 'confirming' | 'confirmed' | 'declined';

/** A request for a second person (verzoek om een tweede paar ogen), as people see it. */
export interface Approval {
  readonly id: string;
  readonly region: string;
  readonly action: string;
  readonly description: Described;
  readonly status: 'open' | 'confirmed' | 'declined' | 'lapsed';
  /** Codes of the actors, as events name them. */
  readonly askedBy: string;
  readonly decidedBy: string | null;
  /** ISO 8601, UTC. */
  readonly askedAt: string;
  readonly lapsesAt: string;
  readonly decidedAt: string | null;
  /** Path of the request, below the address of the server. */
  readonly address: string;
}

/** Result of a command that waits for a second person. */
export interface ApprovalAsked {
  readonly approval: Approval;
}

/** Whether a command waits for a second person, and has done nothing yet. */
export const isAsked = (result: object | undefined): result is ApprovalAsked =>
  result !== undefined && 'approval' in result;
