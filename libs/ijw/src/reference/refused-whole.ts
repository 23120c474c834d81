/** Retour codes (WJ001) with which lines are answered one by one: accepted, and some lines refused. */
const ACCEPTED = '0200';
const LINES_REFUSED = '8001';

/** True when the codes refuse a declaration as a whole: it counts as not sent, and none of its lines is booked. */
export const isRefusedWhole = (codes: {
  readonly header: readonly string[];
  readonly declaration: readonly string[];
}): boolean =>
  codes.header.some((code) => code !== ACCEPTED) ||
  codes.declaration.some((code) => code !== ACCEPTED && code !== LINES_REFUSED);
