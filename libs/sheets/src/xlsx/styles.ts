import type { CellKind } from '../sheet.js';

/** Number formats by kind; `@` keeps codes text, so that 0505 stays 0505. */
const formats: Readonly<Record<CellKind, string>> = {
  text: '@',
  integer: '0',
  number: '#,##0.00####',
  money: '#,##0.00',
  day: 'yyyy-mm-dd',
};

const kinds = Object.keys(formats) as readonly CellKind[];

/** Number formats of one's own begin here (ECMA-376 part 1, 18.8.30). */
const FIRST_FORMAT = 164;

/** Number of the style of a cell: 0 is plain, then each kind, then each kind in bold. */
export const styleOf = (kind: CellKind, isBold = false): number =>
  1 + kinds.indexOf(kind) + (isBold ? kinds.length : 0);

const cellFormat = (kind: CellKind, font: number): string =>
  `<xf numFmtId="${FIRST_FORMAT + kinds.indexOf(kind)}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;

const font = (weight: string): string => `<font>${weight}<sz val="11"/><name val="Calibri"/><family val="2"/></font>`;

/** Part `xl/styles.xml`: the formats of all kinds, plain and bold (ECMA-376 part 1, 18.8). */
export const stylesXml = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  `<numFmts count="${kinds.length}">`,
  ...kinds.map((kind, index) => `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${formats[kind]}"/>`),
  '</numFmts>',
  `<fonts count="2">${font('')}${font('<b/>')}</fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${1 + 2 * kinds.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
  ...[0, 1].flatMap((weight) => kinds.map((kind) => cellFormat(kind, weight))),
  '</cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');
