import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partsOf } from './parts-of.js';

const [one, two] = ['999900006', '999900018'] as const;
const seen = (text: string | Buffer) => {
  const { parts, isCertain } = partsOf(Buffer.from(text as string, 'utf8'));
  return { isCertain, parts: parts.map(({ bytes, bsns, isNumber }) => [bytes.toString('utf8'), bsns, isNumber]) };
};

describe('dividing received content by the youths it names', () => {
  it('makes one part per client, and parts without youths in between', () => {
    const clients = [one, two].map((bsn) => `<j:Client><j:Bsn>${bsn}</j:Bsn><j:Naam>X</j:Naam></j:Client>`);
    expect(seen(`<a>kop</a>${clients.join(' ')}</b>`)).toEqual({
      isCertain: true,
      parts: [
        ['<a>kop</a>', [], false],
        [clients[0], [one], false],
        [' ', [], false],
        [clients[1], [two], false],
        ['</b>', [], false],
      ],
    });
  });

  it('makes a part of only the number of a client of a declaration, because nothing else names a youth', () => {
    const lines = '<j:Prestaties><j:Prestatie>x</j:Prestatie></j:Prestaties>';
    const client = (bsn: string, more = '') => `<j:Client>\n<j:Bsn>${bsn}</j:Bsn>${more}${lines}</j:Client>`;
    const named = (text: string) => seen(text).parts.filter(([, bsns]) => (bsns as string[]).length > 0);
    expect(named(`<a/>${client(one)}${client(two)}`)).toEqual([
      [one, [one], true],
      [two, [two], true],
    ]);
    for (const other of [
      client(one, '<!-- X -->'),
      client(one, '<j:Naam>X</j:Naam>'),
      `${client(one).slice(0, -11)}X</j:Client>`,
    ])
      expect(named(other)).toEqual([[other, [one], false]]);
  });

  it.each([
    ['a number with references for its digits', `<Client><Bsn>&#57;99900006</Bsn></Client>`, [one]],
    ['a client that does not end', `<Client><Bsn>${one}</Bsn>`, [one]],
    ['attributes and blanks', `<Client a="1"><Bsn b="2"> ${one} </Bsn></Client >`, [one]],
    ['a number outside a client', `<Kop><Bsn>${one}</Bsn></Kop>`, [one]],
    ['no valid number', `<Client><Bsn>123456789</Bsn></Client>`, []],
    ['a number in another element only', `<Client><ToewijzingNummer>${one}</ToewijzingNummer></Client>`, [one]],
    ['the number of nobody', `<Client><Bsn>000000000</Bsn></Client>`, []],
  ])('finds the named youths with %s', (_, text, bsns) => {
    expect(seen(text).parts.flatMap(([, found]) => found)).toEqual(bsns);
  });

  it('finds every possible number in a file, also without its leading zero, and makes one part of lines with the same youths', () => {
    expect(seen(`kop\n1;${one}\n2;${one}\n3;${two};x\nslot`)).toEqual({
      isCertain: false,
      parts: [
        ['kop\n', [], false],
        [`1;${one}\n2;${one}\n`, [one], false],
        [`3;${two};x\n`, [two], false],
        ['slot', [], false],
      ],
    });
    expect(seen('12345672').parts).toEqual([['12345672', ['012345672'], false]]);
  });

  it.each(['utf16le', 'utf16be'] as const)('finds numbers in %s, which is one part', (encoding) => {
    const little = Buffer.from(`\ufeff<Client><Bsn>${one}</Bsn></Client>`, 'utf16le');
    const body = encoding === 'utf16le' ? little : Buffer.from(little).swap16();
    expect(partsOf(body)).toEqual({ isCertain: true, parts: [{ bytes: body, bsns: [one], isNumber: false }] });
  });

  it('gives parts that joined are the received bytes, for any bytes', () => {
    const pieces = fc.constantFrom(
      '<Client>',
      '</Client>',
      `<Bsn>${one}</Bsn>`,
      one,
      '\n',
      '<x:Client a="',
      '<Client/>',
      'é',
    );
    const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 20 }).map((all) => Buffer.from(all.join('')));
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 64 })), (body) => {
        const { parts } = partsOf(body);
        expect(Buffer.concat(parts.map(({ bytes }) => bytes)).equals(Buffer.from(body))).toBe(true);
      }),
      { seed: 15, numRuns: 300 },
    );
  });

  it.each([
    ['beginnings of clients', '<Client '],
    ['beginnings of numbers', '<Bsn a="'],
    ['words without a colon', '<aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['empty lines', '\n'],
    ['blanks in elements', '<Bsn>          '],
    ['open clients', '<Client>'],
  ])('searches a large text of %s once', (_, piece) => {
    const body = Buffer.from(piece.repeat(2_000_000 / piece.length));
    expect(Buffer.concat(partsOf(body).parts.map(({ bytes }) => bytes)).length).toBe(body.length);
  });

  it('keeps a file with more numbers than a region has youths whole, and names nobody', () => {
    const numbers: string[] = [];
    for (let number = 100_000_000; numbers.length <= 50_000; number += 1) {
      const text = String(number);
      const sum = [...text].reduce((total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at), 0);
      if (sum % 11 === 0) numbers.push(text);
    }
    expect(partsOf(Buffer.from(numbers.slice(1).join('\n'))).parts).toHaveLength(50_000);
    const body = Buffer.from(numbers.join('\n'));
    expect(partsOf(body)).toEqual({ isCertain: false, parts: [{ bytes: body, bsns: [], isNumber: false }] });
  });

  it('keeps a file with too many lines whole, so that it is erased with the first of its youths', () => {
    const body = Buffer.from(`1;${one}\n2;${two}\n`.repeat(60_000));
    expect(partsOf(body)).toEqual({ isCertain: false, parts: [{ bytes: body, bsns: [one, two], isNumber: false }] });
  });

  it('keeps a text with character references whole', () => {
    const body = Buffer.from(`1;&#57;${one.slice(1)}\n2\n`);
    expect(partsOf(body)).toEqual({ isCertain: false, parts: [{ bytes: body, bsns: [one], isNumber: false }] });
  });
});
