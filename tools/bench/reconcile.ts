import 'reflect-metadata';
import { Client } from 'pg';
import { joinLines, type DeclaredSide } from '@regieboek/finance';
import { withDatabase } from './log.ts';
import { median, perSecond, secondsOf, REPETITIONS, type Measurement } from './measurement.ts';

const LINES = 1_000_000;
const KEYS_OF_YOUTH = 4;
const [MISSING, DIFFERENT] = [100, 101];
const SEED = 2026;

/** A permutation of the numbers below LINES, the same every time. */
function shuffled(seed: number): Int32Array {
  const numbers = Int32Array.from({ length: LINES }, (_, i) => i);
  let state = seed;
  for (let i = LINES - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (i + 1);
    [numbers[i], numbers[other]] = [numbers[other] ?? 0, numbers[i] ?? 0];
  }
  return numbers;
}

/** On each side, one line in a hundred has a key that the other side lacks. */
const keyOf = (line: number, side: number): [number, number, number, number] => [
  Math.floor(line / KEYS_OF_YOUTH),
  line % 37,
  line + (line % MISSING === 0 ? side * LINES : 0),
  line % 12,
];
const volumeOf = (line: number): number => (line % 31) + 1;

/** One in a hundred expected lines has a different amount. */
const centsOf = (line: number, side: number): number => volumeOf(line) * 10_000 + (line % DIFFERENT === 1 ? side : 0);

function columnsOf(side: number): DeclaredSide {
  const lines = shuffled(SEED + side);
  return {
    rows: LINES,
    keys: Int32Array.from({ length: LINES * 4 }, (_, i) => keyOf(lines[i >> 2] ?? 0, side)[i & 3] ?? 0),
    amounts: Float64Array.from({ length: LINES * 2 }, (_, i) =>
      i % 2 === 0 ? volumeOf(lines[i >> 1] ?? 0) : centsOf(lines[i >> 1] ?? 0, side),
    ),
    order: Float64Array.from(lines, (_, i) => i),
    variant: new Int32Array(LINES),
  };
}

interface Line {
  readonly youth: string;
  readonly product: string;
  readonly assignment: string;
  readonly month: string;
  readonly volume: number;
  readonly cents: number;
}

const objectsOf = (side: number): Line[] =>
  Array.from(shuffled(SEED + side), (line) => {
    const [youth, product, assignment, month] = keyOf(line, side);
    return {
      ...{ youth: `youth-${youth}`, product: `9999000${product % 9}/45A${product}` },
      ...{ assignment: `0505#${assignment}`, month: `2025-${String(month + 1).padStart(2, '0')}` },
      ...{ volume: volumeOf(line), cents: centsOf(line, side) },
    };
  });

const textKey = (line: Line): string => `${line.youth}|${line.product}|${line.assignment}|${line.month}`;

/** The simplest join: objects in a Map with a text key. Returns the number of matched lines. */
function mapJoin(declared: readonly Line[], expected: readonly Line[]): number {
  const byKey = new Map(expected.map((line) => [textKey(line), line]));
  let matched = 0;
  for (const line of declared) {
    const other = byKey.get(textKey(line));
    if (other && other.volume === line.volume && other.cents === line.cents) matched += 1;
  }
  return matched;
}

const typedJoin = (declared: DeclaredSide, expected: DeclaredSide): number => {
  let matched = 0;
  for (const outcome of joinLines(declared, expected).declared) if (outcome === 1) matched += 1;
  return matched;
};

const table = (side: number): string => `
  CREATE UNLOGGED TABLE side_${side} AS SELECT
    'youth-' || line / ${KEYS_OF_YOUTH} AS youth, '9999000' || (line % 37) % 9 || '/45A' || line % 37 AS product,
    '0505#' || line + CASE WHEN line % ${MISSING} = 0 THEN ${side} * ${LINES} ELSE 0 END AS assignment,
    '2025-' || lpad((line % 12 + 1)::text, 2, '0') AS month, line % 31 + 1 AS volume,
    (line % 31 + 1) * 10000 + CASE WHEN line % ${DIFFERENT} = 1 THEN ${side} ELSE 0 END AS cents
  FROM generate_series(0, ${LINES - 1}) AS line;
  ANALYZE side_${side};`;

const fullJoin = `
  SELECT count(*) FILTER (WHERE d.volume = e.volume AND d.cents = e.cents)::int AS matched
  FROM side_0 d FULL JOIN side_1 e USING (youth, product, assignment, month)`;

/** Median seconds of the full join in PostgreSQL, after one warm-up run. */
const inPostgres = (wanted: number): Promise<number> =>
  withDatabase(async (url) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`SET work_mem = '512MB'; ${table(0)} ${table(1)}`);
      const once = async () => {
        const { rows } = await client.query<{ matched: number }>(fullJoin);
        mustBe(rows[0]?.matched, wanted, 'PostgreSQL');
      };
      return await medianOf(once);
    } finally {
      await client.end();
    }
  });

function mustBe(matched: number | undefined, wanted: number, who: string): void {
  if (matched !== wanted) throw new Error(`${who} matched ${matched} lines, not ${wanted}`);
}

async function medianOf(work: () => unknown): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run <= REPETITIONS; run += 1) {
    const taken = await secondsOf(work);
    if (run > 0) seconds.push(taken);
  }
  return median(seconds);
}

/**
 * 1,000,000 declared lines joined with 1,000,000 expected ones in typed arrays, compared with a Map of objects and with
 * PostgreSQL's full join of the same lines. Lines of both sides are counted.
 */
export async function benchReconcile(): Promise<Measurement[]> {
  const [declared, expected] = [columnsOf(0), columnsOf(1)];
  const wanted = typedJoin(declared, expected);
  const typed = await medianOf(() => mustBe(typedJoin(declared, expected), wanted, 'the join'));
  const [ours, theirs] = [objectsOf(0), objectsOf(1)];
  const map = await medianOf(() => mustBe(mapJoin(ours, theirs), wanted, 'the Map'));
  const postgres = await inPostgres(wanted);
  const name = '1,000,000 declared with 1,000,000 expected lines';
  const per = (seconds: number) => ({ value: (2 * LINES) / typed, baseline: (2 * LINES) / seconds });
  return [
    perSecond(name, 'lines/s', per(map), 'a Map of objects by text'),
    perSecond(name, 'lines/s', per(postgres), 'full join of PostgreSQL'),
  ];
}
