/** Text of a received file, or the line (from 1) of the first invalid byte, with the remedy. */
export type ReceivedText =
  { readonly text: string } | { readonly fault: { readonly line: number; readonly text: string } };

/** Replaces bytes that could not be decoded. */
const UNREADABLE = '\uFFFD';

const REMEDY = 'is not UTF-8 text: save the file in UTF-8 and send it again';

/** Encoding given by the byte order mark; spreadsheets save text as UTF-16. */
const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

/** NUL is valid UTF-8 but not text: it usually means UTF-16 without a byte order mark, or a binary file. */
function readable(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(body), { fatal: true }).decode(body);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function firstUnreadableLine(body: Uint8Array): number {
  const lenient = new TextDecoder('utf-8').decode(body).replaceAll('\0', UNREADABLE);
  return lenient.slice(0, lenient.indexOf(UNREADABLE)).split('\n').length;
}

/**
 * Decodes a received file: UTF-8, with or without a byte order mark, or UTF-16 with one. An invalid byte is a fault:
 * ignoring it could record a damaged name.
 */
export function receivedText(body: Uint8Array): ReceivedText {
  const text = readable(body);
  return text === undefined ? { fault: { line: firstUnreadableLine(body), text: REMEDY } } : { text };
}
