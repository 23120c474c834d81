import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { arbitraryMessage } from '../../../test/arbitrary-message.js';
import { jw323, line } from '../../../test/messages.js';
import { mutate, randomFrom } from '../../../test/mutations.js';
import { messageTypes } from '../../schema/schema.js';
import { writeMessage } from '../../write/write-message.js';
import { defaultLimits } from '../limits.js';
import { Stop } from '../stop.js';
import { XmlSource } from './xml-source.js';

/** Result of reading: the events with adjacent text joined, and whether the whole text was valid XML. */
interface Outcome {
  readonly events: readonly string[];
  readonly isXml: boolean;
}

class Notes {
  readonly events: string[] = [];
  #text = '';

  readonly text = (text: string): void => {
    this.#text += text;
  };

  note(event: string): void {
    if (this.#text !== '') this.events.push(`text ${JSON.stringify(this.#text)}`);
    this.#text = '';
    this.events.push(event);
  }
}

/** The parser alone, from the first character to the last. */
function byParser(text: string): Outcome {
  const notes = new Notes();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('doctype');
  });
  parser.on('opentag', ({ local, uri }) => notes.note(`${parser.line} open ${uri} ${local}`));
  parser.on('closetag', () => notes.note(`${parser.line} close`));
  parser.on('text', notes.text);
  parser.on('cdata', notes.text);
  try {
    parser.write(text).close();
    return { events: notes.events, isXml: true };
  } catch {
    return { events: notes.events, isXml: false };
  }
}

function bySource(parts: readonly string[]): Outcome {
  const notes = new Notes();
  const source: XmlSource = new XmlSource(
    {
      takesSpace: () => true,
      open: ({ local, uri }) => notes.note(`${source.line} open ${uri} ${local}`),
      text: notes.text,
      close: () => notes.note(`${source.line} close`),
    },
    { ...defaultLimits, depthMax: Infinity },
  );
  try {
    for (const part of parts) source.write(part);
    source.end();
    return { events: notes.events, isXml: true };
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    return { events: notes.events, isXml: false };
  }
}

const inParts = (text: string, size: number): string[] => {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += size) parts.push(text.slice(at, at + size));
  return parts;
};

const sound = writeMessage('JW323', jw323([[line('A'), line('B')], [line('C')]]));

const expectSame = (text: string, size: number): void => expect(bySource(inParts(text, size))).toEqual(byParser(text));

describe('reading plain XML past the parser', () => {
  it.each([
    ['nothing unusual', (text: string) => text],
    ['Unix line ends', (text: string) => text.replaceAll('\r\n', '\n')],
    ['Mac line ends', (text: string) => text.replaceAll('\r\n', '\r')],
    ['no white space', (text: string) => text.replaceAll(/[\r\n\t]/g, '')],
    ['a reference in text', (text: string) => text.replace('>A<', '>A&amp;&#66;<')],
    ['a comment', (text: string) => text.replace('>A<', '>A<!-- <B> -->B<')],
    ['a comment before the root', (text: string) => text.replace('?>', '?><!-- <a> > -->')],
    ['marked text', (text: string) => text.replace('>A<', '><![CDATA[A<b>]]><')],
    ['an instruction', (text: string) => text.replace('>A<', '>A<?a b>?><')],
    ['a bracket in text', (text: string) => text.replace('>A<', '>A]<')],
    ['the end of marked text', (text: string) => text.replace('>A<', '>A]]><')],
    ['a greater-than sign in text', (text: string) => text.replace('>A<', '>A>B<')],
    ['an attribute', (text: string) => text.replace('<jw323:Eenheid>', '<jw323:Eenheid a="1>2">')],
    ['an attribute twice', (text: string) => text.replace('<jw323:Eenheid>', '<jw323:Eenheid a="1" a="1">')],
    ['a prefix of its own', (text: string) => text.replace('<jw323:Eenheid>', '<q:a xmlns:q="u"><q:b/></q:a>$&')],
    ['a prefix declared again', (text: string) => text.replace('<jw323:Client>', '<jw323:Client xmlns:ijw="u">')],
    ['an unknown prefix', (text: string) => text.replaceAll('ijw:Bedrag', 'q:Bedrag')],
    ['the prefix for names', (text: string) => text.replaceAll('ijw:Bedrag', 'xmlns:Bedrag')],
    ['the prefix of XML', (text: string) => text.replaceAll('ijw:Bedrag', 'xml:Bedrag')],
    ['a name with two colons', (text: string) => text.replaceAll('ijw:Bedrag', 'ijw:a:Bedrag')],
    ['a name with a letter outside ASCII', (text: string) => text.replaceAll('ijw:Bedrag', 'ijw:Één')],
    ['an element in no namespace', (text: string) => text.replaceAll('ijw:Bedrag', 'Bedrag')],
    ['an empty element', (text: string) => text.replace('<jw323:Eenheid>', '<jw323:Eenheid/>$&')],
    ['white space in tags', (text: string) => text.replace('<jw323:Eenheid>', '<jw323:Eenheid\r\n >')],
    ['white space in end tags', (text: string) => text.replace('</jw323:Eenheid>', '</jw323:Eenheid\r\n >')],
    ['ends that cross', (text: string) => text.replace(/<\/ijw:Bedrag>(\s*)<\/jw323:I\w+>/, '')],
    ['an end too many', (text: string) => text.replace('</jw323:Eenheid>', '$&$&')],
    ['a character outside the plane', (text: string) => text.replace('>A<', '>😀<')],
    ['half a character', (text: string) => text.replace('>A<', '>\ud83d<')],
    ['a character no XML holds', (text: string) => text.replace('>A<', '>\uffff<')],
    ['a control character', (text: string) => text.replace('>A<', '>\u0007<')],
    ['a control character XML allows', (text: string) => text.replace('>A<', '>\u0085\u007f<')],
    ['text after the root', (text: string) => `${text}x`],
    ['a comment after the root', (text: string) => `${text}<!-- x -->\n`],
    ['a second root', (text: string) => `${text}<a></a>`],
    ['a root that closes itself', () => '<a/>\n'],
    ['a root that closes itself and more', () => '<a/><b></b>'],
    ['a root that is never closed', (text: string) => text.slice(0, -30)],
  ])('gives the same result as the parser alone: %s', (_, damage) => {
    const text = damage(sound);
    for (const size of [1, 7, 100_000]) expectSame(text, size);
  });

  it('gives the same result as the parser alone for damaged messages of every type', () => {
    for (const message of messageTypes) {
      const random = randomFrom(323);
      fc.assert(
        fc.property(arbitraryMessage(message), fc.integer({ min: 1, max: 500 }), (value, size) => {
          const text = writeMessage(message, value);
          expectSame(text, size);
          for (let i = 0; i < 4; i += 1) expectSame(mutate(text, random), size);
        }),
        { numRuns: 12, seed: 323 },
      );
    }
  });

  it('gives the same result as the parser alone when any characters change', () => {
    const signs = fc.constantFrom(...'<>/&;!?-[]=" \'\r\n\t:aA0', '<!--', '-->', '<![CDATA[', ']]>', '&lt;', '\ufeff');
    const place = fc.integer({ min: 0, max: sound.length });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, fc.integer({ min: 0, max: 3 }), signs), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 2000 }),
        (edits, size) => {
          let text = sound;
          for (const [at, removed, added] of edits) text = text.slice(0, at) + added + text.slice(at + removed);
          fc.pre(!text.startsWith('\ufeff'));
          expectSame(text, size);
        },
      ),
      { numRuns: 1500, seed: 1 },
    );
  });

  it('keeps no more than a token of a file that never ends one', () => {
    const start = sound.slice(0, sound.indexOf('>A<') + 1);
    expectSame(`${start}${'A'.repeat(200_000)}`, 10_000);
    expectSame(`${start}${'A'.repeat(200_000)}</ijw:ReferentieNummer>`, 10_000);
  });
});
