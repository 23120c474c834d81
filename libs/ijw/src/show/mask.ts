const BSN_SHOWN = 3;

/**
 * Only the last three digits of a BSN (`******123`): enough to find the client in the file, too little to identify
 * the person (Jeugdwet 7.4.0, AVG art. 5: no more personal data than needed).
 */
export const maskBsn = (bsn: string): string => bsn.slice(-BSN_SHOWN).padStart(bsn.length, '*');

/** The initial of a name, with a full stop: `Voorbeeld` gives `V.`; empty text stays empty. */
export function initialOf(name: string): string {
  const [first = ''] = name.trim();
  return first === '' ? '' : `${first.toUpperCase()}.`;
}

/** Control characters and marks that change the text direction: in a terminal they could hide or forge output. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** Text of a message as one printable line: control characters become spaces. */
export const printable = (text: string): string => text.replace(unprintable, ' ').trim();
