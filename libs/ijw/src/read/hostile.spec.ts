import { describe, expect, it } from '@jest/globals';
import { jw323, line } from '../../test/messages.js';
import { writeMessage } from '../write/write-message.js';
import { messageTypeOf } from './message-type.js';
import { readMessage } from './read-message.js';
import { defaultLimits } from './limits.js';

const sound = writeMessage('JW323', jw323([[line('A')]]));
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const utf8 = new TextEncoder();

/** Rule and text of the only finding. */
const refusal = (input: string | Uint8Array): string => {
  const result = readMessage(input);
  if (result.ok) throw new Error('accepted');
  return result.findings.map(({ rule, text }) => `${rule} ${text}`).join('\n');
};

const withDoctype = (doctype: string): string => sound.replace(declaration, `${declaration}${doctype}`);

describe('hostile and broken files', () => {
  it('may contain processing instructions and comments, which are skipped', () => {
    const styled = withDoctype('<?xml-stylesheet href="http://example.org/x"?><!-- x -->');
    const inside = styled.replace('>45A04<', '>45<?x y?>A04<');
    expect(messageTypeOf(inside)).toBe('JW323');
    const [read, plain] = [readMessage(inside), readMessage(sound)];
    expect(read.ok && read.message).toEqual(plain.ok && plain.message);
    expect(read.ok).toBe(true);
  });

  it.each([
    ['a document type', withDoctype('<!DOCTYPE Bericht>'), /^XSD .*DOCTYPE/],
    ['an external document type', withDoctype('<!DOCTYPE Bericht SYSTEM "file:///etc/passwd">'), /^XSD .*DOCTYPE/],
    [
      'an entity bomb',
      withDoctype('<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>').replace('>45A04<', '>&b;<'),
      /^XSD .*DOCTYPE/,
    ],
    ['an undeclared entity', sound.replace('>45A04<', '>&euro;<'), /^XSD .*andere entiteit/],
    ['an undeclared prefix', sound.replace(/ijw:Bedrag/g, 'q:Bedrag'), /^XSD .*welgevormde/],
    ['a bare ampersand', sound.replace('>45A04<', '>A&B<'), /^XSD /],
    ['text after the root', `${sound}x`, /^XSD .*welgevormde/],
    ['two roots', `${sound}<a/>`, /^XSD /],
    ['a control character', sound.replace('>45A04<', '>\u0001<'), /^XSD .*welgevormde/],
    ['a wrong closing tag', sound.replace('</jw323:ProductCode>', '</jw323:ProductTarief>'), /^XSD .*welgevormde/],
    ['an empty file', '', /^XSD Het bestand is leeg/],
    ['white space only', ' \r\n', /^XSD .*afgebroken/],
    ['another encoding by name', sound.replace('UTF-8', 'ISO-8859-1'), /^OP192 .*codering/],
    ['XML 1.1', sound.replace('version="1.0"', 'version="1.1"'), /^OP192 .*XML 1.0/],
    ['a byte order mark in text', `\uFEFF${sound}`, /^OP192 .*BOM/],
    ['a byte order mark in bytes', utf8.encode(`\uFEFF${sound}`), /^OP192 .*BOM/],
    ['UTF-16, little endian', new Uint8Array(Buffer.from(`\uFEFF${sound}`, 'utf16le')), /^OP192 .*UTF-16/],
    ['UTF-16 without mark', new Uint8Array(Buffer.from(sound, 'utf16le')), /^OP192 .*UTF-16/],
    [
      'UTF-16, big endian',
      new Uint8Array(Buffer.from(`\uFEFF${sound}`, 'utf16le')).map((_, i, all) => all[i ^ 1] ?? 0),
      /^OP192 .*UTF-16/,
    ],
    [
      'bytes that are no UTF-8',
      new Uint8Array(Buffer.from(sound.replace('>45A04<', '>é<'), 'latin1')),
      /^OP192 .*geen UTF-8/,
    ],
    [
      'a file cut inside a character',
      utf8.encode(sound.replace('>45A04<', '>é<').split('é')[0] + 'é').slice(0, -1),
      /^OP192 .*geen UTF-8/,
    ],
    ['a NUL character', sound.replace('>45A04<', '>\0<'), /^OP192 .*NUL/],
    ['a root of another family', sound.replace(/jw323\/schema/, 'jw999/schema'), /^XSD .*geen bericht van iJw/],
  ])('%s is refused with a clear sentence', (_, input, expected) => {
    expect(refusal(input)).toMatch(expected);
  });

  it('every cut of a message is refused', () => {
    for (let length = 0; length < sound.trimEnd().length; length += 7)
      expect(readMessage(sound.slice(0, length)).ok).toBe(false);
  });

  it('deep nesting stops at the limit, before the depth of the file is reached', () => {
    const deep = `<jw323:Bericht xmlns:jw323="http://www.istandaarden.nl/ijw/3_2/jw323/schema">${'<a>'.repeat(1_000_000)}`;
    expect(refusal(deep)).toMatch(/dieper dan 32 niveaus/);
  });

  it('a file over the limit is refused, in text, in bytes and in parts', () => {
    const limits = { bytesMax: 1000 };
    const bytes = utf8.encode(sound);
    for (const input of [sound, bytes, [bytes.subarray(0, 999), bytes.subarray(999)]])
      expect(readMessage(input, limits)).toMatchObject({ ok: false, findings: [{ rule: 'OP179' }] });
    expect(defaultLimits.bytesMax).toBe(26_214_400);
  });

  it.each([
    ['a comment', `<!--${'x'.repeat(200_000)}-->${sound}`],
    ['a document type', `<!DOCTYPE a [${'<!ENTITY a "x">'.repeat(20_000)}]>`],
    ['signs that end nothing', `<?xml version="1.0"?><!-- ${'>'.repeat(200_000)}`],
    [
      'a root with a flood of namespaces',
      `<a ${Array.from({ length: 20_000 }, (_, i) => `xmlns:a${i}="b"`).join(' ')}>`,
    ],
  ])('an endless start is refused before all of it is read: %s', (_, text) => {
    expect(refusal(text)).toMatch(/^XSD .*(begint niet met een Bericht|te veel attributen)/);
  });

  it('endless attributes are refused', () => {
    const attributes = Array.from({ length: 2_000 }, (_, i) => ` a${i}="b"`).join('');
    expect(refusal(sound.replace('<jw323:Client>', `<jw323:Client${attributes}>`))).toMatch(/te veel attributen/);
  });

  it('endless references are refused', () => {
    const references = '&amp;'.repeat(500_001);
    expect(refusal(sound.replace('>45A04<', `>${references}<`))).toMatch(/te veel verwijzingen/);
  });

  it('a flood of faults is bounded', () => {
    const root = 'xmlns:jw323="http://www.istandaarden.nl/ijw/3_2/jw323/schema"';
    const result = readMessage(`<jw323:Bericht ${root}>${'<x/>'.repeat(5000)}</jw323:Bericht>`);
    expect(result).toMatchObject({ ok: false });
    if (!result.ok) expect(result.findings).toHaveLength(defaultLimits.findingsMax);
  });

  it('the type of a message is read from its start, or not at all', () => {
    expect(messageTypeOf(sound.slice(0, 250))).toBe('JW323');
    expect(messageTypeOf(sound.slice(0, 60))).toBeUndefined();
    for (const other of [
      '',
      '<a/>',
      'geen xml',
      withDoctype('<!DOCTYPE a>'),
      sound.replace('jw323:Bericht', 'jw323:Brief'),
    ])
      expect(messageTypeOf(other)).toBeUndefined();
  });

  it('no finding quotes the file', () => {
    const secret = sound
      .replace('>999900006<', '>Jansen999900006<')
      .replace('</jw323:Bsn>', '</jw323:Bsn><jw323:Jansen/>Jansen');
    const result = readMessage(secret);
    expect(JSON.stringify(result)).not.toMatch(/Jansen|9999/);
    expect(result).toMatchObject({ ok: false, findings: [{}, {}, {}] });
  });
});
