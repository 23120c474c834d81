/** Deterministic damage to indented example messages, to compare verdicts with another validator. */

/** A generator of whole numbers below a bound; the same seed gives the same sequence (mulberry32). */
export function randomFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

type Pick = <T>(options: readonly T[]) => T;

const values = [
  '',
  ' ',
  '0',
  '00',
  '1',
  '+5',
  '-0',
  '-1',
  '007',
  ' 12 ',
  '1.0',
  '1e3',
  '999999999999',
  '1000000000000',
  '123456789012345678',
  'x',
  'é',
  '𝒜',
  'D',
  ' D',
  'C',
  '01',
  '04',
  '83',
  '0505',
  '99990001',
  '999900006',
  '2026-02-28',
  '2026-02-29',
  ' 2026-01-31\n',
  '2026-2-8',
  '2026-01-01Z',
  '2026-01-01+01:00',
  '10:15:00',
  '24:00:00',
  '25:00:00',
  '10:15',
  '10:15:00.5',
  '1.0.0',
  '01.0.0',
  'a&#10;b',
  '&#32;',
  '&#xA0;',
  'a&#13;',
  'twee  woorden',
  '12345678901234567890',
  '123456789012345678901',
  '<!-- x -->',
  '<![CDATA[D]]>',
  '<b/>',
  'ÀỳZ',
  'Jan-Piet',
];

const attributes = [
  ' a="1"',
  ' xml:lang="nl"',
  ' xmlns:q="urn:q"',
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="false"',
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a b.xsd"',
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ijw:LDT_Datum"',
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ijw:LDT_BestaatNiet"',
  ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:kleur="rood"',
];

const names = ['Bsn', 'Einddatum', 'Begindatum', 'Eenheid', 'Onbekend', 'Header', 'RetourCodes', 'Categorie', 'Datum'];

interface Block {
  readonly from: number;
  readonly to: number;
}

/** Lines of the element that starts on line `from`: to the closing tag of the same indentation. */
function blockAt(lines: readonly string[], from: number): Block {
  const line = lines[from] ?? '';
  if (!/^\t*<[\w:]+[^/>]*>\r?$/.test(line)) return { from, to: from };
  const indent = line.length - line.trimStart().length;
  for (let to = from + 1; to < lines.length; to += 1) {
    const candidate = lines[to] ?? '';
    if (candidate.trimStart().startsWith('</') && candidate.length - candidate.trimStart().length === indent)
      return { from, to };
  }
  return { from, to: from };
}

type Mutation = (lines: string[], at: number, pick: Pick) => void;

const edit = (lines: string[], at: number, change: (line: string) => string): void => {
  lines[at] = change(lines[at] ?? '');
};

/** Renames the element on this line, and its closing tag when that is on another line. */
const rename = (lines: string[], at: number, change: (tag: string) => string): void => {
  const { to } = blockAt(lines, at);
  for (const line of new Set([at, to]))
    edit(lines, line, (text) => text.replace(/(<\/?)([\w:]+)/g, (_, a: string, tag: string) => a + change(tag)));
};

const mutations: readonly Mutation[] = [
  (lines, at) => {
    const { from, to } = blockAt(lines, at);
    lines.splice(from, to - from + 1);
  },
  (lines, at) => {
    const { from, to } = blockAt(lines, at);
    lines.splice(from, 0, ...lines.slice(from, to + 1));
  },
  (lines, at) => {
    const { from, to } = blockAt(lines, at);
    const taken = lines.splice(from, to - from + 1);
    const next = blockAt(lines, from);
    lines.splice(next.to + 1, 0, ...taken);
  },
  (lines, at, pick) => rename(lines, at, (tag) => `${tag.split(':')[0]}:${pick(names)}`),
  (lines, at) =>
    rename(lines, at, (tag) => (tag.startsWith('ijw:') ? tag.replace('ijw:', 'q:') : `ijw:${tag.split(':')[1]}`)),
  (lines, at, pick) => edit(lines, at, (line) => line.replace(/>([^<]*)</, () => `>${pick(values)}<`)),
  (lines, at, pick) => edit(lines, at, (line) => line.replace(/>([^<]*)</, () => `>${pick(values)}<`)),
  (lines, at, pick) =>
    edit(lines, at, (line) =>
      line.replace(/>([^<]*)</, (_, old: string) => `>${pick([' ', '\n', '0', '+', 'x', '<!---->'])}${old}<`),
    ),
  (lines, at, pick) => edit(lines, at, (line) => line.replace(/<[\w:]+/, (tag) => tag + pick(attributes))),
  (lines, at, pick) =>
    edit(lines, at, (line) => `${line}${pick(['los', '&#32;', '<!-- ok -->', '<![CDATA[los]]>', '&amp;'])}`),
];

/** One damaged copy of `text`. */
export function mutate(text: string, random: (bound: number) => number): string {
  const lines = text.split('\n');
  const pick: Pick = (options) => options[random(options.length)] as (typeof options)[number];
  for (let i = 0; i <= random(2); i += 1) pick(mutations)(lines, 1 + random(lines.length - 2), pick);
  return lines.join('\n');
}
