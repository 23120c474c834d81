import { describe, expect, it } from '@jest/globals';
import { jw305, jw323, line } from '../../test/messages.js';
import { DeclarationChecker } from '../rules/declaration/checker.js';
import { writeMessage } from '../write/write-message.js';
import { DeclarationReader, readDeclaration, type DeclaredLine } from './declaration-reader.js';
import { readJw325, readTyped } from './read-message.js';

const value = jw323([[line('A'), line('B')], [line('C')]]);
const text = writeMessage('JW323', value);

function visits(chunks: Iterable<string | Uint8Array>) {
  const seen: string[] = [];
  const lines: DeclaredLine[] = [];
  const findings = readDeclaration(chunks, {
    head: ({ header, declaratie }) => seen.push(`head ${header.afzender} ${declaratie.declaratieNummer}`),
    client: ({ client, bsn }) => seen.push(`client ${client} ${bsn}`),
    line: (each) => {
      lines.push(each);
      seen.push(`line ${each.client}.${each.number} ${each.prestatie.productReferentie.referentieNummer}`);
    },
  });
  return { seen, lines, findings };
}

const inOrder = [
  'head 99990001 DEC1',
  'client 1 999900006',
  'line 1.1 A',
  'line 1.2 B',
  'client 2 999900018',
  'line 2.1 C',
];

describe('reading a declaration line by line', () => {
  it('gives head, clients and lines in document order, from parts of any size', () => {
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 17, 4096]) {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect(visits(parts)).toMatchObject({ seen: inOrder, findings: [] });
    }
  });

  it('gives the same lines as reading the whole message, with the line of the file', () => {
    const { lines } = visits([text]);
    expect(lines.map(({ prestatie }) => prestatie)).toEqual(
      value.declaratie.clienten.flatMap(({ prestaties }) => prestaties),
    );
    const first = text.split('\r\n').findIndex((each) => each.includes('<jw323:Prestatie>')) + 1;
    expect(lines[0]?.line).toBe(first);
  });

  it('passes on each line as soon as it has been read, and keeps none', () => {
    const counts: number[] = [];
    let lines = 0;
    const reader = new DeclarationReader({ head: () => undefined, client: () => undefined, line: () => (lines += 1) });
    for (const part of text.split(/(?<=<\/jw323:Prestatie>)/)) {
      reader.write(part);
      counts.push(lines);
    }
    expect(counts).toEqual([1, 2, 3, 3]);
  });

  it('passes on no lines after the first fault', () => {
    const { seen, findings } = visits([text.replace(/>B</, '>123456789012345678901<')]);
    expect(seen).toEqual(inOrder.slice(0, 3));
    expect(findings).toMatchObject([
      { path: '/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]/ProductReferentie/ReferentieNummer' },
    ]);
  });

  it('refuses another message at its root', () => {
    const start = writeMessage('JW305', jw305());
    expect(visits([start])).toMatchObject({
      seen: [],
      findings: [{ text: 'Het bestand is een JW305; lever een JW323 aan.' }],
    });
    expect(readTyped('JW323', start)).toMatchObject({ ok: false, findings: [{ path: '/Bericht' }] });
    expect(readJw325(text)).toMatchObject({ ok: false });
    expect(readTyped('JW323', text)).toMatchObject({ ok: true, value });
  });

  it('throws an error of the visitor unchanged', () => {
    const receiver = {
      head: () => undefined,
      client: () => undefined,
      line: () => {
        throw new RangeError('full');
      },
    };
    expect(() => readDeclaration([text], receiver)).toThrow(new RangeError('full'));
  });

  it('bounds the findings of level 2', () => {
    const checker = new DeclarationChecker(2);
    const broken = jw323([Array.from({ length: 9 }, () => line('A'))]);
    readDeclaration([writeMessage('JW323', broken)], {
      head: (head) => checker.head(head),
      client: (client) => checker.client(client),
      line: (each) => checker.line(each),
    });
    expect(checker.end()).toHaveLength(2);
  });
});
