/** One row of the benchmark: a median of several runs and a baseline measured in the same run. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly ratio: number;
  /** Description of the baseline. */
  readonly against?: string;
}

export const REPETITIONS = 5;

const byNumber = (a: number, b: number): number => a - b;

/** Median of an odd number of values. */
export const median = (values: readonly number[]): number =>
  [...values].sort(byNumber)[Math.floor(values.length / 2)] ?? 0;

/** Seconds that `work` takes. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Median seconds of both, measured alternately, after one warm-up run each. */
export async function compare(
  work: () => unknown,
  baseline: () => unknown,
): Promise<{ work: number; baseline: number }> {
  const times: { work: number[]; baseline: number[] } = { work: [], baseline: [] };
  for (let run = 0; run <= REPETITIONS; run += 1) {
    const own = await secondsOf(work);
    const other = await secondsOf(baseline);
    if (run > 0) {
      times.work.push(own);
      times.baseline.push(other);
    }
  }
  return { work: median(times.work), baseline: median(times.baseline) };
}

/** A row with a rate per second. */
export function perSecond(
  name: string,
  unit: string,
  count: { value: number; baseline: number },
  against: string,
): Measurement {
  const { value, baseline } = count;
  return {
    name,
    value: Math.round(value),
    unit,
    baseline: Math.round(baseline),
    ratio: round(value / baseline),
    against,
  };
}

/** Two significant decimals. */
export const round = (value: number): number => Number(value.toPrecision(3));
