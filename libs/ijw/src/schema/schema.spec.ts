import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codeLists, municipalities, productCodes } from '../generated/codelists.js';
import { messageCodes, simpleTypes } from '../generated/elements.js';
import { patternTest } from './patterns.js';
import { messageOfNamespace, messageTypes, namespaceOf, schemaOf, type ComplexType } from './schema.js';

const root = resolve(import.meta.dirname, '..', '..', '..', '..');
const facts = join(root, '..', 'shared', 'ijw');

const typesBelow = (type: ComplexType): string[] => [
  type.name,
  ...type.elements.flatMap(({ type: child }) => (child.kind === 'complex' ? typesBelow(child) : [])),
];

describe('the tables of iJw 3.2', () => {
  it('contain fourteen messages, each with its own code and namespace', () => {
    expect(messageTypes).toHaveLength(14);
    expect(new Set(Object.values(messageCodes)).size).toBe(14);
    for (const message of messageTypes) expect(messageOfNamespace(namespaceOf(message))).toBe(message);
  });

  it.each(messageTypes)('%s starts with its header', (message) => {
    const { type } = schemaOf(message).root;
    if (type.kind !== 'complex') throw new Error('the root has no elements');
    expect(type.elements[0]).toMatchObject({ name: 'Header', min: 1, max: 1 });
    expect(typesBelow(type)).toContain('CDT_BerichtIdentificatie');
  });

  it('give every code of an enumeration a meaning', () => {
    for (const { codelist, values = [] } of Object.values(simpleTypes))
      if (codelist) expect((codeLists[codelist] ?? []).map(([code]) => code).sort()).toEqual([...values].sort());
  });

  it('put every product code in a category of the standard', () => {
    const categories = new Set(simpleTypes['LDT_ProductCategorie']?.values);
    for (const [code, category] of productCodes) expect([code, categories.has(category)]).toEqual([code, true]);
  });

  it('know the 342 municipalities of 2026', () => {
    expect(municipalities).toHaveLength(342);
    expect(municipalities).toContainEqual(['0505', 'Dordrecht']);
  });

  it('refuse a pattern that was not reviewed', () => {
    expect(() => patternTest('(a+)+.*')).toThrow('without a judged counterpart');
  });
});

const againstFacts = (): void =>
  describe('the committed tables', () => {
    it('equal the output of the generator for the facts', () => {
      const target = mkdtempSync(join(tmpdir(), 'ijw-tables-'));
      try {
        execFileSync(process.execPath, [join(root, 'tools', 'ijw-tables.mjs'), facts, target]);
        for (const name of ['elements.ts', 'messages.ts', 'codelists.ts'])
          expect(readFileSync(join(target, name), 'utf8')).toBe(
            readFileSync(join(import.meta.dirname, '..', 'generated', name), 'utf8'),
          );
      } finally {
        rmSync(target, { recursive: true });
      }
    });
  });

if (existsSync(join(facts, 'elements.json'))) againstFacts();
