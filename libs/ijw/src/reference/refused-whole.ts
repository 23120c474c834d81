/** Retour codes (WJ001) under which lines are still answered one by one: accepted, and lines refused. */
const ACCEPTED = '0200';
const LINES_REFUSED = '8001';

/** True when a declaration was refused as a whole by its codes: it counts as not sent, and none of its lines is booked. */
export const isRefusedWhole = (codes: {
  readonly header: readonly string[];
  readonly declaration: readonly string[];
}): boolean =>
  codes.header.some((code) => code !== ACCEPTED) ||
  codes.declaration.some((code) => code !== ACCEPTED && code !== LINES_REFUSED);
