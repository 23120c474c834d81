import { browsers, systems, type BrowserKind } from '../../access/open-sessions.js';

/** Words of a User-Agent header by browser and system; of several that fit, the first one in the list counts. */
const words: Readonly<Partial<Record<BrowserKind['browser'] | BrowserKind['system'], RegExp>>> = {
  Edge: /\bEdg(e|A|iOS)?\//,
  Opera: /\bOPR\//,
  Firefox: /\b(Firefox|FxiOS)\//,
  Chrome: /\b(Chrome|CriOS)\//,
  Safari: /\bVersion\/[\d.]+ .*Safari\//,
  Android: /\bAndroid\b/,
  iOS: /\b(iPhone|iPad)\b/,
  Windows: /\bWindows\b/,
  macOS: /\bMac OS X\b/,
  Linux: /\bLinux\b/,
};

/** Maximum characters of the header that are read. */
const LOOKED_AT_MAX = 500;

/** Kind of the browser that sends a User-Agent header: only words of a list are stored, because the header may contain anything. */
export function browserKindOf(userAgent: string | undefined): BrowserKind {
  const text = (userAgent ?? '').slice(0, LOOKED_AT_MAX);
  return {
    browser: browsers.find((name) => words[name]?.test(text)) ?? 'other',
    system: systems.find((name) => words[name]?.test(text)) ?? 'other',
  };
}
