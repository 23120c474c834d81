/** A letter of one page as PDF: tagged, with title and language, in the fonts that every reader of PDF has. */
import PDFDocument from 'pdfkit';
import { dayInWords, type Language } from '@regieboek/kernel';
import type { Letter, LetterRow } from './letter.js';

type Document = InstanceType<typeof PDFDocument>;

const MARGIN = 64;
const WIDTH = 595.28 - 2 * MARGIN;
const AMOUNT_WIDTH = 110;
const REGULAR = 'Helvetica';
const BOLD = 'Helvetica-Bold';

const localeOf: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

function paragraphs(document: Document, parent: PDFKit.PDFStructureElement, texts: readonly string[]): void {
  for (const text of texts)
    parent.add(
      document.struct('P', {}, () => {
        document.font(REGULAR).fontSize(10).text(text, MARGIN, document.y, { width: WIDTH }).moveDown(0.6);
      }),
    );
}

function cell(
  document: Document,
  text: string,
  y: number,
  { isTotal, isAmount }: { isTotal: boolean; isAmount: boolean },
) {
  return document.struct('TD', {}, () => {
    const x = isAmount ? MARGIN + WIDTH - AMOUNT_WIDTH : MARGIN;
    const width = isAmount ? AMOUNT_WIDTH : WIDTH - AMOUNT_WIDTH;
    document
      .font(isTotal ? BOLD : REGULAR)
      .fontSize(10)
      .text(text, x, y, { width, align: isAmount ? 'right' : 'left', lineBreak: false });
  });
}

function amounts(document: Document, parent: PDFKit.PDFStructureElement, rows: readonly LetterRow[]): void {
  const table = document.struct('Table');
  parent.add(table);
  for (const { label, value, isTotal = false } of rows) {
    const y = document.y;
    const row = document.struct('TR');
    table.add(row);
    row.add(cell(document, label, y, { isTotal, isAmount: false }));
    row.add(cell(document, value, y, { isTotal, isAmount: true }));
    row.end();
    document.y = y + 17;
  }
  table.end();
  document.moveDown(0.8);
}

function heading(
  document: Document,
  { from, to, day, dayLabel, title, language }: Letter,
  parent: PDFKit.PDFStructureElement,
) {
  paragraphs(document, parent, [from]);
  document.moveDown(1.5);
  paragraphs(document, parent, [to.join('\n')]);
  document.moveDown(1);
  paragraphs(document, parent, [`${dayLabel}: ${dayInWords(day, language)}`]);
  parent.add(
    document.struct('H1', {}, () => {
      document.font(BOLD).fontSize(13).text(title, MARGIN, document.y, { width: WIDTH }).moveDown(0.8);
    }),
  );
}

/** The letter as PDF. */
export async function writePdf(letter: Letter): Promise<Buffer> {
  const { title, from, day, language } = letter;
  const date = new Date(`${day}T00:00:00Z`);
  const document = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, lang: localeOf[language], tagged: true, displayTitle: true, pdfVersion: '1.7' },
    info: { Title: title, Author: from, CreationDate: date, ModDate: date },
  });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const written = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  const root = document.struct('Document');
  document.addStructure(root);
  heading(document, letter, root);
  paragraphs(document, root, letter.opening);
  amounts(document, root, letter.rows);
  paragraphs(document, root, letter.closing);
  root.end();
  document.end();
  await written;
  return Buffer.concat(parts);
}
