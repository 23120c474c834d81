/** White space of XML: space, tab, line feed, carriage return; nothing else counts (XSD `\s`). */
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

/** True when `text` contains only XML white space; empty text is blank. */
export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}

/**
 * `text` without surrounding XML white space: the effect of `whiteSpace="collapse"` on a number, day or time, none of which may
 * contain white space.
 */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Length in characters as counted by XSD: a surrogate pair is one character. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
