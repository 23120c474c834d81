import type { CST } from 'yaml';
import { limits } from '@regieboek/kernel';

/** Running counts of a file. */
export interface YamlCount {
  nodes: number;
  aliases: number;
}

interface At {
  readonly token: CST.Token;
  readonly depth: number;
}

type Item = CST.CollectionItem;

/** Tokens inside a token, one level deeper. */
function inside({ token, depth }: At): At[] {
  if (token.type === 'document') return token.value ? [{ token: token.value, depth }] : [];
  if (!('items' in token)) return [];
  return (token.items as readonly Item[]).flatMap(({ key, value }) =>
    [key, value].flatMap((one) => (one ? [{ token: one, depth: depth + 1 }] : [])),
  );
}

function faultOf({ token, depth }: At, count: YamlCount): string | undefined {
  if (depth > limits.yamlDepth)
    return `maps and lists are nested more than ${limits.yamlDepth} levels deep: flatten them`;
  if (count.nodes > limits.yamlNodes) return `contains more than ${limits.yamlNodes} keys and values: split it`;
  if (count.aliases > limits.yamlAliases) return 'too many aliases: write the values in full';
  if ('source' in token && token.source.length > limits.yamlValueCharacters && token.type !== 'comment')
    return `a value has more than ${limits.yamlValueCharacters} characters: shorten it`;
  return undefined;
}

/** The first limit that a document of tokens exceeds, and its place. Visits every token once. */
export function yamlLimitFault(document: CST.Token, count: YamlCount): { at: number; text: string } | undefined {
  const open: At[] = [{ token: document, depth: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    count.nodes += 1;
    if (at.token.type === 'alias') count.aliases += 1;
    const text = faultOf(at, count);
    if (text !== undefined) return { at: at.token.offset, text };
    for (const one of inside(at)) open.push(one);
  }
  return undefined;
}
