import {
  Composer,
  isMap,
  isNode,
  isSeq,
  LineCounter,
  Parser,
  visit,
  type CST,
  type Document,
  type YAMLMap,
} from 'yaml';
import { Faults, limits } from '@regieboek/kernel';
import { yamlLimitFault } from './yaml-limits.js';

/** A fault of a YAML file, with its line. */
export interface YamlFault {
  readonly line: number;
  readonly text: string;
}

/** Content of a YAML file, with line numbers. */
export interface YamlFile {
  readonly value: unknown;
  /** Line of the deepest node on a path that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Finds nodes by their path; the keys of a map are looked up once, so that many faults in a large map cost no more. */
class Lines {
  private readonly keys = new WeakMap<YAMLMap, ReadonlyMap<string, YAMLMap['items'][number]>>();

  constructor(
    private readonly document: Document,
    private readonly counter: LineCounter,
  ) {}

  of(path: readonly PropertyKey[]): number {
    let node: unknown = this.document.contents;
    let line = 1;
    for (const key of path) {
      const pair = isMap(node) ? this.pairOf(node, String(key)) : undefined;
      const item = isSeq(node) ? node.items[Number(key)] : undefined;
      const place = pair?.key ?? item;
      if (!isNode(place) || !place.range) return line;
      line = this.counter.linePos(place.range[0]).line;
      node = pair ? pair.value : item;
    }
    return line;
  }

  private pairOf(map: YAMLMap, key: string): YAMLMap['items'][number] | undefined {
    const known = this.keys.get(map) ?? new Map(map.items.map((pair) => [String(pair.key), pair]));
    this.keys.set(map, known);
    return known.get(key);
  }
}

/** Tokens of a text as long as it stays within the limits; `over` receives the first fault, and nothing follows it. */
function* within(tokens: Iterable<CST.Token>, over: (fault: { at: number; text: string }) => void) {
  const count = { nodes: 0, aliases: 0 };
  for (const token of tokens) {
    const fault = yamlLimitFault(token, count);
    if (fault) return over(fault);
    yield token;
  }
}

/** Keys that are in their map a second time. The parser would compare each with all others. */
function repeatedKeys(document: Document): number[] {
  const places: number[] = [];
  visit(document, {
    Map(_, map) {
      const known = new Set<string>();
      for (const { key } of map.items) {
        const name = String(key);
        if (known.has(name) && isNode(key)) places.push(key.range?.[0] ?? 0);
        known.add(name);
      }
    },
  });
  return places;
}

/** The value of a document; undefined when its aliases expand beyond the limits. */
function plain(document: Document): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount: limits.yamlAliases }) as unknown };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** The first document of a text, and whether it was the only one; a text over a limit is not composed. */
function documentOf(text: string, counter: LineCounter) {
  let over: { at: number; text: string } | undefined;
  const tokens = within(new Parser(counter.addNewLine).parse(text), (fault) => {
    over = fault;
  });
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, lineCounter: counter });
  const [document, ...others] = composer.compose(tokens, true, text.length);
  return { document, isOne: others.length === 0, over };
}

/**
 * Reads YAML within the limits of docs/limits.md, in a time that depends only on the size of the text. Returns the content, or
 * every fault with its line. Reads nothing outside the text.
 */
export function readYaml(text: string): YamlFile | { readonly faults: readonly YamlFault[] } {
  if (text.length > limits.yamlBytes)
    return { faults: [{ line: 1, text: `is larger than ${limits.yamlBytes / 1024 / 1024} MB: split it` }] };
  const counter = new LineCounter();
  const { document, isOne, over } = documentOf(text, counter);
  const lineAt = (at: number): number => counter.linePos(at).line;
  if (over) return { faults: [{ line: lineAt(over.at), text: over.text }] };
  if (!document) return { faults: [{ line: 1, text: 'not YAML: it is empty' }] };
  const found = new Faults<YamlFault>();
  for (const { pos, message } of document.errors) found.add({ line: lineAt(pos[0]), text: `not YAML: ${message}` });
  for (const at of repeatedKeys(document)) found.add({ line: lineAt(at), text: 'not YAML: Map keys must be unique' });
  if (!isOne) found.add({ line: 1, text: 'not YAML: it contains several documents: send one' });
  if (found.total > 0) return { faults: allOf(found) };
  const said = plain(document);
  if (!said) return { faults: [{ line: 1, text: 'too many aliases: write the values in full' }] };
  const lines = new Lines(document, counter);
  return { value: said.value, lineOf: (path) => lines.of(path) };
}

const allOf = ({ kept, more }: Faults<YamlFault>): YamlFault[] =>
  more === null ? [...kept] : [...kept, { line: 1, text: more }];
