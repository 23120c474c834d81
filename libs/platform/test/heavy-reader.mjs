/** Cases that a reading thread may encounter, for tests. */
export const echo = (input) => input;

export function spin() {
  for (;;);
}

export function eat() {
  let eaten = null;
  for (;;) eaten = { eaten };
}

export function fail() {
  throw new RangeError('Maximum call stack size exceeded');
}
