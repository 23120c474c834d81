import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarDate } from '@regieboek/kernel';
import { arbitraryMessage } from '../../test/arbitrary-message.js';
import { hasSchemas, officialProblem } from '../../test/official.js';
import type { JW325 } from '../generated/messages.js';
import { messageTypes } from '../schema/schema.js';
import { messageHeader } from './header.js';
import { InvalidMessage, writeMessage } from './write-message.js';

const day = '2026-03-12' as CalendarDate;
const facts = { afzender: '0505', ontvanger: '99990001', identificatie: 'DA2026000011', dagtekening: day };
const header: JW325['header'] = {
  ...messageHeader('JW325', facts),
  declaratieIdentificatie: { identificatie: 'DB<&>3', dagtekening: day },
  xsdVersieDeclaratie: { basisschemaXsdVersie: '1.0.0', berichtXsdVersie: '1.0.0' },
  retourCodes: ['0001'],
};

const problemsOf = (value: unknown): readonly string[] => {
  try {
    writeMessage('JW325', value as JW325);
    return [];
  } catch (problem) {
    if (problem instanceof InvalidMessage) return problem.problems;
    throw problem;
  }
};

describe('writing a message', () => {
  it('gives CRLF lines, the two prefixes of the standard, escaped text and nothing before the declaration', () => {
    const text = writeMessage('JW325', { header });
    expect(text.split('\r\n').slice(0, 4)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<jw325:Bericht xmlns:ijw="http://www.istandaarden.nl/ijw/3_2/basisschema/schema" xmlns:jw325="http://www.istandaarden.nl/ijw/3_2/jw325/schema">',
      '\t<jw325:Header>',
      '\t\t<jw325:BerichtCode>491</jw325:BerichtCode>',
    ]);
    expect(text).toContain('<ijw:Identificatie>DB&lt;&amp;&gt;3</ijw:Identificatie>');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('</jw325:Bericht>\r\n')).toBe(true);
  });

  it('names every place that does not fit, at once, without quoting a value', () => {
    const wrong = { header: { ...header, afzender: '505', retourCodes: [], berichtVersie: 4, kleur: 'rood' } };
    const problems = problemsOf(wrong);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      '/Bericht/Header/BerichtVersie',
      '/Bericht/Header/Afzender',
      '/Bericht/Header/RetourCodes',
      '/Bericht/Header',
    ]);
    expect(problems.join()).not.toMatch(/505|rood/);
  });

  it.each([
    ['a missing field', { ...header, ontvanger: undefined }],
    ['null', { ...header, ontvanger: null }],
    ['a number where text is wanted', { ...header, ontvanger: 99990001 }],
    ['a fraction', { ...header, berichtVersie: 3.5 }],
    [
      'white space around a day',
      { ...header, berichtIdentificatie: { identificatie: 'A', dagtekening: ' 2026-03-12' } },
    ],
    [
      'a day that does not exist',
      { ...header, berichtIdentificatie: { identificatie: 'A', dagtekening: '2026-02-29' } },
    ],
    ['a control character', { ...header, berichtIdentificatie: { identificatie: 'A\u0001', dagtekening: day } }],
    ['half a surrogate pair', { ...header, berichtIdentificatie: { identificatie: 'A\ud800', dagtekening: day } }],
    ['an empty object', {}],
  ])('refuses %s', (_, broken) => {
    expect(problemsOf({ header: broken }).length).toBeGreaterThan(0);
  });
});

const againstSchemas = () =>
  describe('messages as written, against the official schemas', () => {
    it.each(messageTypes)('%s: every value that fits the tables gives a valid file', (message) => {
      fc.assert(
        fc.property(arbitraryMessage(message), (value) => {
          expect(officialProblem(message, writeMessage(message, value))).toBeUndefined();
        }),
        { numRuns: 25, seed: 323 },
      );
    });
  });

if (hasSchemas) againstSchemas();
