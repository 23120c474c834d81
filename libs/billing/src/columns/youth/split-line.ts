import type { CareRules } from '../run-rules.js';

/** Fields of a line needed for dividing: its days, its care, and its amounts. */
export interface SplitLine {
  provider: number;
  assignment: number;
  payer: number;
  from: number;
  to: number;
  /** Negative for a credit, as its amount is. */
  volume: number;
  cents: number;
  /** Unit 14 (etmaal): divided by counted stay days. */
  isByDay: boolean;
  /** Contract terms of its own product. */
  rules: CareRules | null;
}
