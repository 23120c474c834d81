const notInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** True when every character may occur in an XML 1.0 document; lone surrogates and most control characters may not. */
export const isXmlText = (text: string): boolean => !notInXml.test(text);

const special = /[&<>\r\n]/;

const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // A bare carriage return would be read back as a line feed.
  '\r': '&#13;',
  '\n': '\r\n',
};

/** Text content that reads back as `text`; line feeds become the CRLF line ends of the file (OP192). */
export const escapeText = (text: string): string =>
  special.test(text) ? text.replace(/[&<>\r\n]/g, (character) => replacements[character] ?? character) : text;
