import { describe, expect, it } from '@jest/globals';
import { billed, lumpSumOf, runOf } from '../../../test/billed.js';
import { pageCount, pdfText } from '../../../test/pdf-text.js';
import { correctionOf, statedOf } from '../../../test/stated.js';
import { writePdf as pdfOf } from './pdf-letter.js';
import { statementLetter } from './statement-letter.js';

const run = runOf([billed(), billed({ id: '99990001.P2.1', reference: 'P2', cents: -5_000 })], [lumpSumOf('0505', 9)]);
const { document, mark } = statedOf(run, '0505', [correctionOf('0505', -250)]);

describe('the letter of a statement', () => {
  it('has on one page the totals, the mark, and how to verify the statement', async () => {
    const pdf = await pdfOf(statementLetter(document, 'nl'));
    const text = pdfText(pdf);
    expect(pageCount(pdf)).toBe(1);
    for (const part of [
      'Gemeente Dordrecht (0505)',
      'Specificatie jeugdhulp februari 2025',
      '€ 230,00',
      '€ 230,09',
      mark,
    ])
      expect(text).toContain(part);
    expect(text).toContain('Datum: 13 maart 2025');
    expect(text.replaceAll('\n', ' ')).toContain('regieboek verify-statement');
  });

  it('names no youth and no line', async () => {
    const text = pdfText(await pdfOf(statementLetter(document, 'nl')));
    expect(text).not.toContain('8e1a4a36');
    expect(text).not.toContain('99990001.P1');
  });

  it('is tagged, and has a title and a language', async () => {
    const pdf = (await pdfOf(statementLetter(document, 'en'))).toString('latin1');
    for (const part of ['/MarkInfo', '/Marked true', '/StructTreeRoot', '/Lang (en-GB)', '/DisplayDocTitle true'])
      expect(pdf).toContain(part);
    expect(pdf).toContain('Statement of youth care February 2025');
  });

  it('of an open month has no mark, and states that amounts can change', async () => {
    const text = pdfText(await pdfOf(statementLetter({ ...document, seal: null, proof: 'open-month' }, 'nl')));
    expect(text).not.toContain(mark);
    expect(text).toContain('nog niet afgesloten');
  });

  it('is the same, byte for byte, each time', async () => {
    const [first, again] = [await pdfOf(statementLetter(document, 'nl')), await pdfOf(statementLetter(document, 'nl'))];
    expect(first.equals(again)).toBe(true);
  });
});
