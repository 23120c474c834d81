import { xmlText } from './cell.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relationshipTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
const contentTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const numbers = (names: readonly string[]): number[] => names.map((_, index) => index + 1);

/** Part `[Content_Types].xml` of a workbook with these sheets (ECMA-376 part 2). */
export const contentTypesXml = (names: readonly string[]): string =>
  [
    `${HEAD}<Types xmlns="${packageTypes}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${contentTypes}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${contentTypes}.styles+xml"/>`,
    ...numbers(names).map(
      (number) =>
        `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${contentTypes}.worksheet+xml"/>`,
    ),
    '</Types>',
  ].join('');

/** Part `_rels/.rels`: the workbook is the document. */
export const packageRelationsXml = `${HEAD}<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${relationshipTypes}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** Part `xl/workbook.xml`: the names of the sheets in order. */
export const workbookXml = (names: readonly string[]): string =>
  [
    `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relationshipTypes}"><sheets>`,
    ...names.map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`),
    '</sheets></workbook>',
  ].join('');

/** Part `xl/_rels/workbook.xml.rels`: where the sheets and styles are. */
export const workbookRelationsXml = (names: readonly string[]): string =>
  [
    `${HEAD}<Relationships xmlns="${packageTypes}/relationships">`,
    ...numbers(names).map(
      (number) =>
        `<Relationship Id="rId${number}" Type="${relationshipTypes}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
    ),
    `<Relationship Id="rId${names.length + 1}" Type="${relationshipTypes}/styles" Target="styles.xml"/>`,
    '</Relationships>',
  ].join('');
