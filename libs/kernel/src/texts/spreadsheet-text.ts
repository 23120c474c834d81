/** First characters that make a spreadsheet program treat text as a formula. */
const startsFormula = /^[=+\-@\t\r\n]/;

/** Text for a cell of a CSV file: an apostrophe keeps a spreadsheet program from running it as a formula. */
export const spreadsheetText = (text: string): string => (startsFormula.test(text) ? `'${text}` : text);
