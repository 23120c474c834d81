import pg from 'pg';
import type { EventLog } from '@regieboek/eventing';
import { addressesOf, type DatabaseAddresses } from '@regieboek/isolation';
import { isRefusal } from '@regieboek/kernel';
import { compareRebuilt } from '../read-models/rebuild/compare.js';
import { readModelStates, type ReadModelState } from '../read-models/rebuild/read-model-list.js';
import type { Projection } from '../projections/projection.js';
import { unsound, type CheckOptions, type CheckResult, type LedgerCheck, type LedgerChecks } from './checks.js';

/** Connections of one comparison: one that applies events, and one that reads them. */
const CONNECTIONS = 4;

/** One result per read model: its positions may be behind the log, and never ahead of it. */
function positionsOf(states: readonly ReadModelState[]): CheckResult[] {
  const names = [...new Set(states.map(({ name }) => name))];
  return names.map((name) => {
    const own = states.filter((state) => state.name === name);
    const ahead = own.filter(({ position, head }) => position > head);
    const faults = ahead.map(({ region, position, head }) => ({
      code: 'ahead-of-log',
      text: `${name} of region ${region} is at ${position}, but the log ends at ${head}: it was built from another log; restore that log, or rebuild it`,
    }));
    return { check: 'read-model', subject: name, count: own.length, mark: null, faults };
  });
}

async function compared(sources: Parameters<typeof compareRebuilt>[0], projection: Projection): Promise<CheckResult> {
  const { name } = projection;
  try {
    const tables = await compareRebuilt(sources, projection);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const different = tables.filter(({ missing, extra }) => missing + extra > 0);
    const faults = different.map(({ table, missing, extra }) => ({
      code: 'differs-from-log',
      text: `${table}: rebuilt from the log it would have ${missing} other rows in place of ${extra}: run regieboek read-models rebuild ${name}`,
    }));
    return { check: 'read-model', subject: name, count: rows, mark: null, faults };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return unsound({ check: 'read-model', subject: name }, error.code, error.message);
  }
}

async function* comparedAll(
  { log, at, checks }: ReadModelSources,
  fed: ReadonlySet<string>,
  { regions, isWhole, signal }: CheckOptions,
): AsyncGenerator<CheckResult> {
  const pool = new pg.Pool({ connectionString: addressesOf(at).ownerUrl, max: CONNECTIONS });
  pool.on('error', () => undefined);
  try {
    for (const projection of checks.readModels.filter(({ name }) => !fed.has(name))) {
      signal?.throwIfAborted();
      yield await compared({ log, pool, regions: isWhole ? undefined : regions }, projection);
    }
  } finally {
    await pool.end();
  }
}

/** Inputs of the check of read models. */
export interface ReadModelSources {
  readonly log: EventLog;
  readonly pool: pg.Pool;
  readonly at: string | DatabaseAddresses;
  readonly checks: LedgerChecks;
}

/**
 * Checks that no read model is ahead of the log; when deep, that the rows of each are those that a rebuild from the log gives. Read models
 * that feeds fill are not compared.
 */
export const readModelCheck = (sources: ReadModelSources): LedgerCheck =>
  async function* (options) {
    const { log, pool, checks } = sources;
    const states = await readModelStates({ log, pool }, checks.readModels);
    const shown = states.filter(({ region }) => options.regions.includes(region));
    const positions = positionsOf(shown);
    const fed = new Set(states.filter((state) => state.fed).map(({ name }) => name));
    if (!options.isDeep) return yield* positions;
    yield* positions.filter(({ faults }) => faults.length > 0);
    yield* comparedAll(sources, fed, options);
  };
