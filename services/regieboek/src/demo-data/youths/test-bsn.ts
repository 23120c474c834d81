/**
 * First digits of the generated numbers; 9999 is the range for tests, the others provide the additional numbers of a large
 * region.
 */
const prefixes = [9999, 9998, 9997, 9996, 9995] as const;
const NUMBERS_PER_PREFIX = 100_000;

const checkDigit = (firstEight: number): number => {
  let sum = 0;
  let rest = firstEight;
  for (let weight = 2; weight <= 9; weight += 1) {
    sum += weight * (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return sum % 11;
};

/**
 * Numbers that pass the eleven test, in a fixed order: 999900006, 999900018, ... up to 999999990 (the range for tests,
 * about 9,000), then on with 9998, 9997, 9996 and 9995 in the same way. None is about a person.
 */
export function* testBsns(): Generator<string, never> {
  for (const prefix of prefixes) yield* numbersFrom(prefix);
  throw new RangeError('there are numbers for about 45,000 youths: ask for fewer youths');
}

function* numbersFrom(prefix: number): Generator<string> {
  for (let tail = 0; tail < NUMBERS_PER_PREFIX / 10; tail += 1) {
    const firstEight = prefix * 10_000 + tail;
    const check = checkDigit(firstEight);
    if (check < 10) yield `${firstEight}${check}`;
  }
}

/** Numbers that pass the eleven test and belong to no youth (9994): unknown clients. After the last it starts again. */
export function* unknownBsns(): Generator<string, never> {
  for (;;) yield* numbersFrom(9994);
}
