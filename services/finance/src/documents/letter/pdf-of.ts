import type { Letter } from './letter.js';

/** A letter as PDF, on one page: the same letter has the same bytes. The library for it is loaded only for a letter. */
export async function pdfOf(letter: Letter): Promise<Uint8Array> {
  const { writePdf } = await import('./pdf-letter.js');
  return writePdf(letter);
}
