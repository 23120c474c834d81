/** Requests to every endpoint of the interface, with the ids of one region: made from its description, so that a new endpoint cannot be forgotten. */
import type { InjectOptions } from 'fastify';
import { payloadOf, type Operation } from '../operations.js';
import { storedZip } from '../stored-zip.js';
import * as story from '../story.js';

/** Ids that the product gave to the story of a region. */
export interface Ids {
  readonly region: string;
  readonly municipality: string;
  readonly provider: string;
  readonly youth: string;
  readonly declaration: string;
  /** Message of an assignment, and of a declaration. */
  readonly message: string;
  readonly declared: string;
  readonly run: string;
  /** The story as this region has it. */
  readonly told: (text: string) => string;
}

/** Bodies that are files, by the path that they are sent to. */
const files: Readonly<Record<string, (told: Ids['told']) => string | Buffer>> = {
  '/v1/imports': (told) => storedZip({ 'contracts.yaml': told(story.regionFile), 'facts.csv': told(story.factsFile) }),
  '/v1/region-files': (told) => told(story.regionFile),
  '/v1/residence-facts-files': (told) => told(story.factsFile),
  '/v1/messages': (told) => told(story.jw301(story.bsn, 0)),
  '/v1/declarations': (told) => told(story.jw323()),
  '/v1/regions/{region}/remarks/files': () => 'Sleutel;Opmerking\r\n99990001.L1;gevraagd\r\n',
};

/** Id of nothing, for what the story has none of. */
const ABSENT = '3f2b8c1e-5d47-4b0a-9c36-7a1e2d904f55';

function idIn(path: string, { told, declaration, message, declared }: Ids): string {
  if (path.includes('/billed-lines/')) return told('99990001.L1.1');
  if (path.includes('/declarations/messages/')) return declared;
  if (path.includes('/declarations/{id}')) return declaration;
  if (path.includes('/messages/{id}')) return message;
  throw new Error(`${path}: say what its id is, in services/regieboek/test/isolation/requests.ts`);
}

function partOf(path: string, name: string, ids: Ids): string {
  const { region, municipality, youth, run } = ids;
  const parts: Readonly<Record<string, string>> = {
    ...{ region, municipality, youth, run, period: story.month, batch: 'RB4F1D', fact: 'R1', number: '2026-001' },
    ...{ table: 'billed_day_month', name: 'stays-started-by-chain' },
    ...{ approval: ABSENT, decision: ABSENT, emergency: ABSENT, session: ABSENT, actor: ABSENT },
  };
  const part = name === 'id' ? idIn(path, ids) : parts[name];
  if (part === undefined)
    throw new Error(`${path}: give {${name}} a value, in services/regieboek/test/isolation/requests.ts`);
  return encodeURIComponent(part);
}

function bodyOf(operation: Operation, { told }: Ids): Pick<InjectOptions, 'payload' | 'headers'> {
  const { body, path } = operation;
  if (!body) return {};
  const isJson = body.type === 'application/json';
  if (isJson ? body.example === undefined : files[path] === undefined)
    throw new Error(`${path}: give its body, in services/regieboek/test/isolation/requests.ts or as example`);
  return {
    headers: { 'content-type': body.type },
    payload: isJson ? told(payloadOf(operation)) : (files[path]?.(told) ?? ''),
  };
}

/** Filters of which each is asked for with the ids too. */
const filtersOf = ({ query }: Operation, { youth, provider, region }: Ids): string[] => {
  const values: Readonly<Record<string, string>> = { youth, provider, region };
  return query.flatMap((name) => (values[name] === undefined ? [] : [`?${name}=${values[name]}`]));
};

/** Parameters without which an endpoint answers nothing about the story. */
const queries: Readonly<Record<string, string>> = {
  '/v1/regions/{region}/figures': `?period=${story.month}`,
  '/v1/regions/{region}/figures/{name}': `?period=${story.month}&by=municipality`,
  '/v1/regions/{region}/forecast': '?from=2026-01-01',
  '/v1/regions/{region}/bi/{table}': `?purpose=monitor&month=${story.month}`,
};

/** A request to an endpoint with the ids of a region, and one for every filter that takes an id. Throws when it has no value for a part. */
export function requestsTo(operation: Operation, ids: Ids): (InjectOptions & { url: string })[] {
  const { method, path } = operation;
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => partOf(path, name, ids));
  return [queries[path] ?? '', ...filtersOf(operation, ids)].map((filter) => ({
    method,
    url: `${url}${filter}`,
    ...bodyOf(operation, ids),
  }));
}
