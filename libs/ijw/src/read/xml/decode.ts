import { Stop } from '../stop.js';

const wrongEncoding = (text: string): Stop => new Stop('OP192', '/', 1, text);

/** First bytes of UTF-16 and UTF-32 text, with and without byte order mark. */
function refuseOtherEncodings(first: Uint8Array): void {
  const [a, b] = first;
  const wide = (a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe) || a === 0 || (a === 0x3c && b === 0);
  if (wide) throw wrongEncoding('Het bestand is in UTF-16 of UTF-32 opgeslagen; sla het op als UTF-8 zonder BOM.');
}

/** Refuses text that starts with a byte order mark. */
export function refuseByteOrderMark(text: string): void {
  if (text.charCodeAt(0) === 0xfeff)
    throw wrongEncoding('Het bestand begint met een BOM (byte order mark); sla het op als UTF-8 zonder BOM.');
}

/** Refuses text with a NUL character: XML may not contain one, and it usually means a damaged or binary file. */
export function refuseNul(text: string): void {
  if (text.includes('\0'))
    throw wrongEncoding('Het bestand bevat NUL-tekens en is geen tekstbestand; maak het opnieuw aan.');
}

/** Decodes bytes to text, chunk by chunk: UTF-8 without byte order mark only (OP192). Throws Stop on anything else. */
export class Utf8Decoder {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #first = true;

  write(bytes: Uint8Array): string {
    if (bytes.length === 0) return '';
    if (this.#first) refuseOtherEncodings(bytes);
    this.#first = false;
    return this.#decode(bytes);
  }

  end(): string {
    return this.#decode(undefined);
  }

  #decode(bytes: Uint8Array | undefined): string {
    try {
      return bytes ? this.#decoder.decode(bytes, { stream: true }) : this.#decoder.decode();
    } catch {
      throw wrongEncoding('Het bestand bevat bytes die geen UTF-8 zijn; sla het op als UTF-8 zonder BOM.');
    }
  }
}

/** The file is larger than the standard allows. */
export const tooLarge = (bytesMax: number): Stop =>
  new Stop('OP179', '/', 0, `Het bestand is groter dan ${bytesMax} bytes; verdeel de inhoud over meer berichten.`);
