import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryMessage } from '../../test/arbitrary-message.js';
import { mutate, randomFrom } from '../../test/mutations.js';
import { example, exampleNames, hasSchemas, officialProblem } from '../../test/official.js';
import { messageTypes } from '../schema/schema.js';
import { writeMessage } from '../write/write-message.js';
import { messageTypeOf } from './message-type.js';
import { readMessage } from './read-message.js';

const typeOfExample = (name: string): string => `JW${/jw(\d{3})/.exec(name)?.[1]}`;

const splitAt = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));

describe('reading what was written', () => {
  it.each(messageTypes)('%s: gives the same value, from text and from bytes, in parts of any size', (message) => {
    fc.assert(
      fc.property(arbitraryMessage(message), fc.integer({ min: 1, max: 300 }), (value, size) => {
        const text = writeMessage(message, value);
        const bytes = new TextEncoder().encode(text);
        const parts = [bytes.subarray(0, size), bytes.subarray(size)];
        for (const result of [readMessage(text), readMessage(splitAt(text, size)), readMessage(parts)])
          expect(result).toMatchObject({ ok: true, message: { type: message, value } });
        expect(messageTypeOf(text.slice(0, 260))).toBe(message);
      }),
      { numRuns: 20, seed: 301 },
    );
  });
});

const againstExamples = (): void =>
  describe('the example messages', () => {
    it.each(exampleNames())('%s is read, and written back to a message that says the same', (name) => {
      const result = readMessage(example(name));
      if (!result.ok) throw new Error(JSON.stringify(result.findings));
      expect(result.message.type).toBe(typeOfExample(name));
      const again = readMessage(writeMessage(result.message.type, result.message.value as never));
      expect(again).toMatchObject({ ok: true, message: result.message });
    });
  });

const againstSchemas = (): void =>
  describe('verdicts on damaged examples', () => {
    it.each(exampleNames())('%s: 120 mutations are judged as libxml2 judges them', (name) => {
      const text = example(name);
      const random = randomFrom(20261122);
      let refused = 0;
      for (let i = 0; i < 120; i += 1) {
        const damaged = mutate(text, random);
        const official = officialProblem(typeOfExample(name), damaged);
        const result = readMessage(damaged);
        if (official !== undefined) refused += 1;
        expect({ damaged: result.ok === (official === undefined) ? '' : damaged, official, own: result }).toMatchObject(
          {
            damaged: '',
          },
        );
      }
      expect(refused).toBeGreaterThan(40);
      expect(refused).toBeLessThan(120);
    });
  });

if (exampleNames().length > 0) againstExamples();
if (exampleNames().length > 0 && hasSchemas) againstSchemas();
