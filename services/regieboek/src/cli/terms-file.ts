import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import { readTerms, type Terms, type TermsFault } from '@regieboek/finance';
import { CommandRefused } from './output.js';
import { readText } from './read-text.js';

const ALIASES_MAX = 100;

/** Line of the deepest node on a path that exists. */
function lineOf(document: Document, counter: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return counter.linePos(Number(node.range[0])).line;
  }
  return 1;
}

/** The value of the document; `refuse` when its aliases multiply without bound. */
function plain(document: Document, refuse: () => never): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch (error) {
    if (error instanceof ReferenceError) return refuse();
    throw error;
  }
}

/** What terms say, or their faults with lines; `name` is how the file is named in them. */
export function termsIn(text: string, name: string): Terms {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const refuse = (lines: readonly string[]): never => {
    throw new CommandRefused(['the terms of payment cannot be used:', ...lines.map((line) => `  ${line}`)].join('\n'));
  };
  if (document.errors.length > 0)
    return refuse(
      document.errors.map((one) => `${name}:${counter.linePos(one.pos[0]).line}: not YAML: ${one.message}`),
    );
  const read = readTerms(plain(document, () => refuse([`${name}:1: too many aliases: write the values out`])));
  if ('terms' in read) return read.terms;
  const said = ({ path, text: fault }: TermsFault): string =>
    `${name}:${lineOf(document, counter, path)}: ${path.map(String).join('.') || 'file'}: ${fault}`;
  return refuse(read.faults.map(said));
}

/** Terms of payment of a region from a file (docs/payments-file.md). Throws CommandRefused with all faults at once. */
export async function readTermsFile(path: string, region: string): Promise<Terms> {
  const terms = termsIn(await readText(path), path);
  if (terms.region !== region)
    throw new CommandRefused(`${path} is about region ${terms.region}, not ${region}: name its own terms`);
  return terms;
}
