import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DomainEvent } from '@regieboek/events';
import { everyService } from '@regieboek/platform/service';
import type { DocumentSource } from './document.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

/** The example of an event that every version of the product has to read. */
const golden = (type: DomainEvent['type']) => read('libs', 'events', 'golden', `${type}.json`) as DomainEvent;

/** Inputs of the document from the repository. Throws when an event has no golden example. */
export const repositorySource = (): DocumentSource => ({
  version: z.object({ version: z.string() }).parse(read('package.json')).version,
  partitions: everyService(0).KAFKA_PARTITIONS.parse(undefined),
  golden,
});
