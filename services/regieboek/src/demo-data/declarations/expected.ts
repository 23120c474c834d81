import type { Planted } from './account.js';

/** A fault put in on purpose, as `expected.json` lists it: where, what kind, and the codes that must come back. */
export interface Expected {
  /** Path of the declaration below the folder of the region. */
  readonly file: string;
  /**
   * `file`: not valid by the XSD, no answer comes back; `header`, `declaration`: refused as a whole; `client`: all
   * lines of that client are refused with 0233; `line`: that line is refused.
   */
  readonly on: 'file' | 'header' | 'declaration' | Planted['on'];
  readonly kind: string;
  readonly codes: readonly string[];
  /** ReferentieNummer of the line, or of a line of the client; absent when the whole is refused. */
  readonly reference?: string;
}

/** Text of `expected.json`. */
export const expectedText = (region: string, expected: readonly Expected[]): string =>
  `${JSON.stringify({ format: 'regieboek-expected/1', region, wrong: expected }, null, 2)}\n`;
