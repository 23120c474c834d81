import type { RetourCode } from './generated/messages.js';

/** Control level of the standard: 1 XSD, 2 inside the message, 3 against earlier messages, 4 against other sources. */
export type ControlLevel = 1 | 2 | 3 | 4;

/** One fault in a message. */
export interface Finding {
  /** Rule of the standard (`TR134`, `OP179`), or `XSD` for schema constraints without a rule. */
  readonly rule: string;
  readonly level: ControlLevel;
  /** Code for the answer; null at level 1, where the standard has a transport error instead of an answer. */
  readonly code: RetourCode | null;
  /** Place in the message, with indexes for repeating elements: `/Bericht/Declaratie/Clienten/Client[2]/Bsn`. */
  readonly path: string;
  /** Line of the file, from 1; 0 when unknown. */
  readonly line: number;
  /** Dutch sentence with the remedy. Never contains a value of the message, so no BSN and no name. */
  readonly text: string;
}

/** A finding of level 1. */
export const levelOne = (rule: string, path: string, line: number, text: string): Finding => ({
  rule,
  level: 1,
  code: null,
  path,
  line,
  text,
});
