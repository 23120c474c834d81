import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { arbitraryMessage } from '../../test/arbitrary-message.js';
import { jw301 } from '../../test/messages.js';
import { mutate, randomFrom } from '../../test/mutations.js';
import { example, exampleNames, examplePath, hasSchemas, officialProblem } from '../../test/official.js';
import { jw315, jw317, jw319 } from '../../test/request-messages.js';
import { messageTypes } from '../schema/schema.js';
import { writeMessage } from '../write/write-message.js';
import { messageTypeOf } from './message-type.js';
import { readMessage, readTyped } from './read-message.js';

const typeOfExample = (name: string): string => `JW${/jw(\d{3})/.exec(name)?.[1]}`;

const splitAt = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));

describe('reading a written message', () => {
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

describe('reading a message of one type', () => {
  it('gives the value of that type, and no other', () => {
    const request = writeMessage('JW315', jw315());
    expect(readTyped('JW315', request)).toMatchObject({ ok: true, value: jw315() });
    expect(readTyped('JW317', writeMessage('JW317', jw317()))).toMatchObject({ ok: true, value: jw317() });
    expect(readTyped('JW319', writeMessage('JW319', jw319()))).toMatchObject({ ok: true, value: jw319() });
    for (const other of ['JW317', 'JW319'] as const) expect(readTyped(other, request).ok).toBe(false);
  });
});

const declaredType = (type: string) => `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"`;

/** Replacement in a valid assignment, and whether the result is valid. */
const edges: readonly (readonly [from: string, to: string, isValid: boolean])[] = [
  ['<jw301:Header>', '<jw301:Header><![CDATA[ ]]>', false],
  ['<jw301:Header>', '<jw301:Header><![CDATA[]]>', false],
  ['<jw301:Header>', '<jw301:Header>&#32;', true],
  ['<jw301:Header>', `<jw301:Header ${declaredType('jw301:Header')}>`, true],
  ['<jw301:Geslacht>', `<jw301:Geslacht ${declaredType('ijw:LDT_Geslacht')}>`, true],
  ['<jw301:Geslacht>', `<jw301:Geslacht ${declaredType('ijw:LDT_JaNee')}>`, false],
  ['<jw301:Client>', '<jw301:Client xmlns="urn:x">', true],
  ['<jw301:BerichtVersie>3<', '<jw301:BerichtVersie> 3 <', true],
  ['<jw301:BerichtVersie>3<', '<jw301:BerichtVersie>+3<', false],
  ['>436<', '> 436<', false],
  ['>1</jw301:ToewijzingNummer>', '>0000000000000000000000000000000001</jw301:ToewijzingNummer>', true],
  ['>1</jw301:ToewijzingNummer>', '>+1</jw301:ToewijzingNummer>', true],
  ['>1</jw301:ToewijzingNummer>', '>++1</jw301:ToewijzingNummer>', false],
  ['>1</jw301:ToewijzingNummer>', '>-</jw301:ToewijzingNummer>', false],
  ['>1</jw301:ToewijzingNummer>', '>1 1</jw301:ToewijzingNummer>', false],
  ['>1</jw301:ToewijzingNummer>', '>\u00a01</jw301:ToewijzingNummer>', false],
  ['>1</jw301:ToewijzingNummer>', '>1000000000</jw301:ToewijzingNummer>', false],
  ['>Voorbeeld<', '>\u00a0<', true],
  ['>Voorbeeld<', '>Voor\tbeeld<', true],
  ['>Voorbeeld<', '>Voor\nbeeld<', false],
  ['>Voorbeeld<', '>Voor&#13;beeld<', false],
  ['>Voorbeeld<', '>Voor\u0085\u2028beeld<', true],
  ['>Voorbeeld<', '>&amp;&#x1F600;<!-- - --><![CDATA[<]]><', true],
  ['>S<', '>ÀÿŽḀỲỳ<', true],
  ['>S<', '>ỴA<', false],
  ['>S<', '>𝒜<', false],
  ['>Pools<', `>${'😀'.repeat(25)}<`, true],
  ['>Pools<', `>${'😀'.repeat(26)}<`, false],
  ['>10:15:00<', '>24:00:00.0<', true],
  ['>10:15:00<', '>10:15:00.123456789<', true],
  ['>10:15:00<', '>10:15:60<', false],
  ['>10:15:00<', '>10:15:00.<', false],
  ['>10:15:00<', '>10:15:00Z<', false],
  ['>2026-06-30<', '> 2026-06-30\n<', true],
  ['>2026-06-30<', '>2026-06-31<', false],
  ['>2026-06-30<', '>0000-06-30<', false],
  ['>2026-06-30<', '>2026-06-30+01:00<', false],
  ['</jw301:ToegewezenProduct>', '<jw301:Commentaar>. \n .</jw301:Commentaar></jw301:ToegewezenProduct>', true],
  ['</jw301:ToegewezenProduct>', '<jw301:Commentaar> \n </jw301:Commentaar></jw301:ToegewezenProduct>', false],
  ['</jw301:ToegewezenProduct>', '<jw301:Commentaar>\u00a0</jw301:Commentaar></jw301:ToegewezenProduct>', true],
];

describe('values on the edge of their type', () => {
  const sound = writeMessage('JW301', jw301());

  it.each(edges)('%j as %j: valid is %j', (from, to, isValid) => {
    const text = sound.replace(from, to);
    expect(text).not.toBe(sound);
    expect(readMessage(text).ok).toBe(isValid);
    if (hasSchemas) expect(officialProblem('JW301', text) === undefined).toBe(isValid);
  });

  it('days with a sign or five digits of year are refused, though xs:date has them', () => {
    for (const odd of ['-2026-06-30', '12026-06-30']) {
      const text = sound.replace('>2026-06-30<', `>${odd}<`);
      expect(readMessage(text).ok).toBe(false);
      if (hasSchemas) expect(officialProblem('JW301', text)).toBeUndefined();
    }
  });

  it('a comment of many dots and blanks is judged at once', () => {
    const blanks = `${'. '.repeat(100_000)}\n`;
    const element = `<jw301:Commentaar>${blanks}</jw301:Commentaar></jw301:ToegewezenProduct>`;
    expect(readMessage(sound.replace('</jw301:ToegewezenProduct>', element)).ok).toBe(true);
  });
});

const againstExamples = (): void =>
  describe('the example messages', () => {
    it.each(exampleNames())('%s is read, and written back to an equal message', (name) => {
      const result = readMessage(example(name));
      if (!result.ok) throw new Error(JSON.stringify(result.findings));
      expect(result.message.type).toBe(typeOfExample(name));
      const again = readMessage(writeMessage(result.message.type, result.message.value as never));
      expect(again).toMatchObject({ ok: true, message: result.message });
    });
  });

/** Differences between the two verdicts on a text; empty when there are none. */
function difference(message: string, text: string): { official: string | undefined; difference: string } {
  const official = officialProblem(message, text);
  const isSame = readMessage(text).ok === (official === undefined);
  return { official, difference: isSame ? '' : `libxml2: ${official ?? 'valid'}\n${text}` };
}

/** One or more bytes replaced, removed or inserted, at any place. */
const bytesChanged = fc.array(fc.record({ at: fc.nat(), removed: fc.nat(3), added: fc.uint8Array({ maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 3,
});

function change(bytes: Uint8Array, edits: readonly { at: number; removed: number; added: Uint8Array }[]): Uint8Array {
  return edits.reduce((all, { at, removed, added }) => {
    const place = at % all.length;
    return Buffer.concat([all.subarray(0, place), added, all.subarray(place + removed)]);
  }, bytes);
}

const againstSchemas = (): void => {
  describe('verdicts on damaged examples', () => {
    it.each(exampleNames())('%s: 400 mutations are judged as libxml2 judges them', (name) => {
      const text = example(name);
      const random = randomFrom(20261122);
      let refused = 0;
      for (let i = 0; i < 400; i += 1) {
        const found = difference(typeOfExample(name), mutate(text, random));
        if (found.official !== undefined) refused += 1;
        expect(found.difference).toBe('');
      }
      expect(refused).toBeGreaterThan(200);
      expect(refused).toBeLessThan(400);
    });

    it.each(exampleNames())('%s: with any bytes changed it is never accepted when libxml2 refuses it', (name) => {
      const bytes = readFileSync(examplePath(name));
      fc.assert(
        fc.property(bytesChanged, (edits) => {
          const damaged = change(bytes, edits);
          const own = readMessage(damaged);
          if (own.ok) expect(officialProblem(typeOfExample(name), Buffer.from(damaged).toString())).toBeUndefined();
        }),
        { numRuns: 300, seed: 7 },
      );
    });
  });

  describe('verdicts on damaged messages of any content', () => {
    it.each(messageTypes)('%s: 250 mutations are judged as libxml2 judges them', (message) => {
      const random = randomFrom(14);
      fc.assert(
        fc.property(arbitraryMessage(message), (value) => {
          const text = writeMessage(message, value);
          expect(difference(message, text)).toEqual({ official: undefined, difference: '' });
          for (let i = 0; i < 5; i += 1) expect(difference(message, mutate(text, random)).difference).toBe('');
        }),
        { numRuns: 50, seed: 14 },
      );
    });
  });
};

if (exampleNames().length > 0) againstExamples();
if (exampleNames().length > 0 && hasSchemas) againstSchemas();
