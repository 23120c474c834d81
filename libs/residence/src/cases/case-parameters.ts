import type { JsonObject, JsonReader } from './json-faults.js';
import { mergers, mergerTable, type Merger } from '../facts/mergers.js';
import type { Parameters } from '../facts/parameters.js';

const policies = ['chain', 'ambulant'] as const;

/** Parameters of a case or file: fields of `value`, else of `base`; its mergers are added to the known ones. */
export function readParameters(reader: JsonReader, value: unknown, path: string, base: Parameters): Parameters {
  if (value === undefined || value === null) return base;
  const json = reader.object(value, path);
  reader.only(json, path, ['gapToleranceDays', 'partTimeStayPolicy', 'wlzStayFrom', 'mergers', 'note']);
  const policy = json['partTimeStayPolicy'];
  const added = reader.list(json['mergers'], `${path}.mergers`, (item, at) => readMerger(reader, item, at));
  return {
    gapToleranceDays: readGap(reader, json, path) ?? base.gapToleranceDays,
    partTimeStayPolicy:
      (policy === undefined ? undefined : reader.oneOf(policy, `${path}.partTimeStayPolicy`, policies)) ??
      base.partTimeStayPolicy,
    wlzStayFrom: reader.optionalDay(json['wlzStayFrom'], `${path}.wlzStayFrom`) ?? base.wlzStayFrom,
    mergers: added.length === 0 ? base.mergers : mergerTable([...mergers, ...added]),
  };
}

function readGap(reader: JsonReader, json: JsonObject, path: string): number | undefined {
  const days = json['gapToleranceDays'];
  if (days === undefined || days === null) return undefined;
  if (typeof days === 'number' && Number.isInteger(days) && days >= 0) return days;
  reader.fault(`${path}.gapToleranceDays`, 'enter a non-negative integer number of days');
  return undefined;
}

/**
 * `{date, from: code or codes, to: code}`; a code may carry a name (`0611 Cromstrijen`); split when `to` has no code.
 */
function readMerger(reader: JsonReader, item: unknown, path: string): Merger {
  const json = reader.object(item, path);
  const from: readonly unknown[] = Array.isArray(json['from']) ? json['from'] : [json['from']];
  const to = json['to'];
  return {
    day: reader.day(json['date'], `${path}.date`),
    predecessors: from.map((code) => reader.municipality(leadingCode(code) ?? code, `${path}.from`)),
    successor: leadingCode(to) ?? null,
  };
}

const leadingCode = (value: unknown): string | undefined =>
  typeof value === 'string' ? /^[0-9]{4}(?![0-9])/.exec(value)?.[0] : undefined;
