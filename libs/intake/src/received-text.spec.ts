import { describe, expect, it } from '@jest/globals';
import { receivedText } from './received-text.js';

const faultAt = (line: number) => ({ fault: { line, text: expect.stringContaining('in UTF-8') } });

describe('text of a received file', () => {
  it('is read as UTF-8, with or without a byte order mark', () => {
    expect(receivedText(Buffer.from('Súdwest-Fryslân'))).toEqual({ text: 'Súdwest-Fryslân' });
    expect(receivedText(Buffer.from('\uFEFFregion'))).toEqual({ text: 'region' });
    expect(receivedText(new Uint8Array())).toEqual({ text: '' });
  });

  it('in another encoding is a fault, at the line of the first invalid byte', () => {
    expect(receivedText(Buffer.from('a\nb\nSúdwest', 'latin1'))).toEqual(faultAt(3));
    expect(receivedText(Buffer.from('region\n', 'utf16le'))).toEqual(faultAt(1));
  });

  it('is read as UTF-16 with a byte order mark, as spreadsheets save it', () => {
    const text = 'Súdwest-Fryslân\nregion\n';
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(receivedText(little)).toEqual({ text });
    expect(receivedText(Buffer.from(little).swap16())).toEqual({ text });
    expect(receivedText(little.subarray(0, 5))).toEqual(faultAt(1));
  });

  it('may itself contain the replacement character', () => {
    expect(receivedText(Buffer.from('a \uFFFD b'))).toEqual({ text: 'a \uFFFD b' });
  });
});
