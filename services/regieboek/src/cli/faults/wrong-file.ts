import { messageTypeOf } from '@regieboek/ijw';
import type { Language } from '@regieboek/kernel';
import { bilingual } from '../language/language.js';

/** Kinds of files that are recognised when another one was needed. */
export type FileKind = 'zip' | 'message' | 'xml' | 'contracts' | 'terms' | 'accounts' | 'facts' | 'json';

const kindTexts = bilingual({
  en: {
    zip: () => 'a ZIP file: regieboek import reads it',
    message: (type: string) => `an iJw message (${type}): regieboek import and regieboek ijw read it`,
    xml: () => 'an XML file that is not an iJw message',
    contracts: () => 'a file of contracts: regieboek import reads it',
    terms: () => 'a file with terms of payment: regieboek settle and regieboek pay read it (--terms)',
    accounts: () => 'a file with accounts: regieboek journal-entries reads it (--accounts)',
    facts: () => 'a CSV of residence facts: regieboek import reads it',
    json: () => 'a JSON file',
    is: (path: string, kind: string, needed: string) => `${path} is ${kind}; here ${needed}`,
  },
  nl: {
    zip: () => 'een ZIP-bestand: regieboek import leest het',
    message: (type) => `een iJw-bericht (${type}): regieboek import en regieboek ijw lezen het`,
    xml: () => 'een XML-bestand dat geen iJw-bericht is',
    contracts: () => 'een bestand met contracten: regieboek import leest het',
    terms: () => 'een bestand met betaalafspraken: regieboek settle en regieboek pay lezen het (--terms)',
    accounts: () => 'een bestand met rekeningen: regieboek journal-entries leest het (--accounts)',
    facts: () => 'een CSV met woonplaatsgegevens: regieboek import leest het',
    json: () => 'een JSON-bestand',
    is: (path, kind, needed) => `${path} is ${kind}; hier ${needed}`,
  },
});

function kindOf(text: string): { readonly kind: FileKind; readonly type?: string } | undefined {
  const start = text.trimStart();
  if (text.startsWith('PK\u0003\u0004')) return { kind: 'zip' };
  if (start.startsWith('<')) {
    const type = messageTypeOf(Buffer.from(start));
    return type === undefined ? { kind: 'xml' } : { kind: 'message', type };
  }
  if (/^format: *["']?regieboek-contracts\//m.test(text)) return { kind: 'contracts' };
  if (/^format: *["']?regieboek-payments\//m.test(text)) return { kind: 'terms' };
  if (/^format: *["']?regieboek-accounts\//m.test(text)) return { kind: 'accounts' };
  if (/^["']?(region|jeugdregio)["']?[;,].*(factId|recordedOn)/m.test(start.split('\n')[0] ?? ''))
    return { kind: 'facts' };
  return /^[[{]/.test(start) ? { kind: 'json' } : undefined;
}

/** Sentence for a file of a recognised kind where another one is needed; undefined for the right kind, and for an unknown one. */
export function wrongFile(
  { path, text, right }: { readonly path: string; readonly text: string; readonly right: FileKind },
  needed: string,
  language: Language,
): string | undefined {
  const found = kindOf(text);
  if (found === undefined || found.kind === right) return undefined;
  const texts = kindTexts[language];
  return texts.is(path, texts[found.kind](found.type ?? ''), needed);
}
