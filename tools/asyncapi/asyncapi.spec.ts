import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { MemoryEventLog, MemoryFeed, Relay, streamName, type IncomingRecord } from '@regieboek/eventing';
import { catalogue } from '@regieboek/events';
import { asyncApiDocument } from './document.ts';
import { repositorySource } from './source.ts';
import { streamKinds } from './streams.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');
const source = repositorySource();
const document = asyncApiDocument(source) as {
  channels: Record<string, { address: string; messages: Record<string, unknown> }>;
  components: { messages: Record<string, { title: string; examples: { payload: object; headers: object }[] }> };
};
const contexts = Object.keys(document.channels);
const types = catalogue.map(({ type }) => type);

const ajv = new Ajv({ strict: true, allErrors: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
ajv.addVocabulary(['components']);
const validators = new Map<string, ValidateFunction>();

/**
 * Faults of a value according to the part of the document at a pointer; throws when that part has a keyword that is not JSON
 * Schema.
 */
function faults(pointer: string, value: unknown): string[] {
  const known = validators.get(pointer);
  const validate = known ?? ajv.compile({ $ref: `#${pointer}`, components: document.components });
  validators.set(pointer, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
const payload = (type: string) => `/components/messages/${type}/payload`;
const key = (type: string) => `/components/messages/${type}/bindings/kafka/key`;

/** The records of all golden events of a context, as a relay sends them from a log. */
async function relayed(context: string): Promise<IncomingRecord[]> {
  const [log, feed] = [new MemoryEventLog(), new MemoryFeed()];
  const topic = `regieboek.${context}`;
  for (const { type } of catalogue.filter((one) => one.type.startsWith(`${context}.`))) {
    const { category, example } = streamKinds[type];
    const stream = streamName('zhz', category, `${example}-${type.split('.')[1]}`);
    await log.append(stream, 'none', [{ id: crypto.randomUUID(), ...source.golden(type) }], { actor: 'somebody' });
  }
  const store = { load: () => Promise.resolve(undefined), save: () => Promise.resolve() };
  const ending = new AbortController();
  const relay = new Relay(log, feed, store, { context, topic, partitions: 2 });
  const running = relay.run(ending.signal);
  const wanted = await log.head('zhz');
  while (relay.status()[0]?.position !== wanted) await new Promise((resolve) => setTimeout(resolve, 5));
  const records: IncomingRecord[] = [];
  const consumer = {
    resume: () => Promise.resolve(0),
    take: (batch: { records: readonly IncomingRecord[] }) => Promise.resolve(void records.push(...batch.records)),
  };
  const consuming = feed.consume({ group: 'reader', topics: [topic] }, consumer, ending.signal);
  while (records.length < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
  ending.abort();
  await Promise.all([running, consuming]);
  return records;
}

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3.0, including its examples', async () => {
    const { diagnostics, document: parsed } = await new Parser().parse(JSON.stringify(document));
    const known = new Set(['asyncapi-latest-version']);
    expect(diagnostics.filter(({ code }) => !known.has(String(code)))).toEqual([]);
    expect(parsed?.version()).toBe('3.0.0');
    expect(parsed?.messages().all()).toHaveLength(catalogue.length);
  });

  it('is committed and matches the declared events', () => {
    expect(JSON.parse(read('docs', 'asyncapi.json'))).toEqual(document);
  });

  it('has every event once, on the topic of its context, with a unique title', () => {
    for (const context of contexts) {
      const { address, messages } = document.channels[context] ?? { address: '', messages: {} };
      expect(address).toBe(`regieboek.${context}`);
      expect(Object.keys(messages)).toEqual(types.filter((type) => type.startsWith(`${context}.`)));
    }
    expect(contexts.flatMap((context) => Object.keys(document.channels[context]?.messages ?? {}))).toEqual(types);
    const titles = types.map((type) => document.components.messages[type]?.title);
    expect(new Set(titles).size).toBe(types.length);
  });

  it.each(contexts)('describes the records that a relay sends of %s', async (context) => {
    const records = await relayed(context);
    expect(records.length).toBeGreaterThan(2);
    for (const { key: name, value } of records) {
      const event = JSON.parse(value) as { type: string };
      const type = event.type.replace('nl.regieboek.', '');
      expect(faults(payload(type), event)).toEqual([]);
      expect(faults(key(type), name)).toEqual([]);
    }
  });

  it.each(types)('refuses %s with an attribute missing, another type or other data', (type) => {
    const event = document.components.messages[type]?.examples[0]?.payload as Record<string, unknown>;
    expect(faults(payload(type), event)).toEqual([]);
    for (const attribute of Object.keys(event)) {
      const { [attribute]: _left, ...rest } = event;
      expect([attribute, faults(payload(type), rest).length]).not.toEqual([attribute, 0]);
    }
    expect(faults(payload(type), { ...event, type: 'nl.regieboek.contracts.something-else.v1' })).not.toEqual([]);
    expect(faults(payload(type), { ...event, data: {} })).not.toEqual([]);
    expect(faults(payload(type), { ...event, sequence: '12' })).not.toEqual([]);
    expect(faults(key(type), `zhz.other-${streamKinds[type].example}`)).not.toEqual([]);
  });

  it('has examples whose headers match their schema, which refuses a position without a predecessor', () => {
    const headers = '/components/schemas/headers';
    for (const type of types) {
      expect(faults(headers, document.components.messages[type]?.examples[0]?.headers)).toEqual([]);
    }
    const contentType = 'application/cloudevents+json; charset=UTF-8';
    expect(faults(headers, { 'content-type': contentType, place: 'zhz 12' })).not.toEqual([]);
  });

  it('names the streams after the categories of the deciders', async () => {
    const files = ['contracts', 'placements', 'finance'].flatMap((service) => {
      const folder = join(root, 'services', service, 'src', 'domain');
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /(?<!\.(spec|long))\.ts$/.test(name))
        .map((name) => join(folder, name));
    });
    const modules = await Promise.all(files.map((file) => import(file) as Promise<Record<string, unknown>>));
    const categories = modules
      .flatMap((one) => Object.entries(one))
      .filter(([name]) => name.endsWith('Decider'))
      .map(([, decider]) => (decider as { category: string }).category);
    const named = Object.values<{ category: string }>(streamKinds).map(({ category }) => category);
    expect([...new Set(named)].sort()).toEqual(categories.sort());
  });

  it('states the topic, content type and retention that the code uses', () => {
    const resources = read('libs', 'platform', 'src', 'service', 'open-resources.ts');
    const kafka = read('libs', 'eventing', 'src', 'kafka', 'kafka-feed.ts');
    expect(resources).toContain('topic: `regieboek.${context}`');
    expect(kafka).toContain("'application/cloudevents+json; charset=UTF-8'");
    expect(kafka).toContain('`${region} ${position} ${previous}`');
    expect(kafka).toContain("{ name: 'retention.ms', value: '-1' }");
  });

  it('shows a golden example of every event', () => {
    const missing = types.filter((type) => !existsSync(join(root, 'libs', 'events', 'golden', `${type}.json`)));
    expect(missing).toEqual([]);
    const shown = types.map((type) => document.components.messages[type]?.examples[0]?.payload as { data: unknown });
    expect(shown.map(({ data }) => data)).toEqual(types.map((type) => source.golden(type).data));
  });
});
