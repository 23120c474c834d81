import { describe, expect, it } from '@jest/globals';
import { monthOf, toDay } from '@regieboek/kernel';
import { dordrecht, gorinchem, orderOf, transferOf, voorbeeld } from '../../../test/ordered.js';
import type { XmlElement } from '../xml.js';
import { textFaults } from './pain-001-text.js';
import { FaultyPayment, painDocument, painXml } from './pain-001.js';
import { remittanceOf } from './bank-text.js';

const recordedAt = '2025-03-14T09:30:00.000Z';
const two = orderOf({
  transfers: [
    transferOf(),
    transferOf({ endToEnd: 'RB-E2E-2', municipality: '0512', debtor: gorinchem, cents: 5 }),
    transferOf({ endToEnd: 'RB-E2E-3', cents: 100_000_000 }),
  ],
});

/** The document without, or with another, element at a path; undefined takes it away. */
function changed(element: XmlElement, path: readonly string[], to: XmlElement | undefined): XmlElement {
  const [name, ...rest] = path;
  if (typeof element.content === 'string') return element;
  return {
    ...element,
    content: element.content.flatMap((child) => {
      if (child.name !== name) return [child];
      return rest.length > 0 ? [changed(child, rest, to)] : to ? [to] : [];
    }),
  };
}

describe('a payment batch as pain.001.001.09', () => {
  it('is always the same text, with the elements in the order of the definition', () => {
    expect(painXml(orderOf(), recordedAt)).toBe(painXml(orderOf(), recordedAt));
    expect(painXml(orderOf(), recordedAt)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
        <CstmrCdtTrfInitn>
          <GrpHdr>
            <MsgId>RB-1</MsgId>
            <CreDtTm>2025-03-14T09:30:00Z</CreDtTm>
            <NbOfTxs>1</NbOfTxs>
            <CtrlSum>123.45</CtrlSum>
            <InitgPty>
              <Nm>Serviceorganisatie Jeugd</Nm>
            </InitgPty>
          </GrpHdr>
          <PmtInf>
            <PmtInfId>RB-E2E-1</PmtInfId>
            <PmtMtd>TRF</PmtMtd>
            <NbOfTxs>1</NbOfTxs>
            <CtrlSum>123.45</CtrlSum>
            <PmtTpInf>
              <SvcLvl>
                <Cd>SEPA</Cd>
              </SvcLvl>
            </PmtTpInf>
            <ReqdExctnDt>
              <Dt>2025-03-17</Dt>
            </ReqdExctnDt>
            <Dbtr>
              <Nm>Gemeente Dordrecht</Nm>
            </Dbtr>
            <DbtrAcct>
              <Id>
                <IBAN>NL91ABNA0417164300</IBAN>
              </Id>
            </DbtrAcct>
            <DbtrAgt>
              <FinInstnId>
                <BICFI>ABNANL2A</BICFI>
              </FinInstnId>
            </DbtrAgt>
            <ChrgBr>SLEV</ChrgBr>
            <CdtTrfTxInf>
              <PmtId>
                <EndToEndId>RB-E2E-1</EndToEndId>
              </PmtId>
              <Amt>
                <InstdAmt Ccy="EUR">123.45</InstdAmt>
              </Amt>
              <Cdtr>
                <Nm>Voorbeeld Jeugdhulp</Nm>
              </Cdtr>
              <CdtrAcct>
                <Id>
                  <IBAN>BE68539007547034</IBAN>
                </Id>
              </CdtrAcct>
              <RmtInf>
                <Ustrd>Jeugdhulp D1 2025-02</Ustrd>
              </RmtInf>
            </CdtTrfTxInf>
          </PmtInf>
        </CstmrCdtTrfInitn>
      </Document>
      "
    `);
  });

  it('has one instruction per account, and totals to the cent', () => {
    const xml = painXml(two, recordedAt);
    const all = (name: string) =>
      [...xml.matchAll(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, 'g'))].map(([, t]) => t);
    expect(all('NbOfTxs')).toEqual(['3', '2', '1']);
    expect(all('CtrlSum')).toEqual(['1000123.50', '1000123.45', '0.05']);
    expect(all('InstdAmt')).toEqual(['123.45', '1000000.00', '0.05']);
    expect(all('IBAN')).toEqual([dordrecht.iban, voorbeeld.iban, voorbeeld.iban, gorinchem.iban, voorbeeld.iban]);
    expect(xml).toContain('<Id>NOTPROVIDED</Id>');
  });

  it('contains names in letters that banks accept', () => {
    const xml = painXml(orderOf({ creditor: { ...voorbeeld, name: 'Zörg & Hûlp “Noord” <BV>' } }), recordedAt);
    expect(xml).toContain("<Nm>Zorg + Hulp 'Noord' .BV.</Nm>");
    const written = painXml(orderOf({ creditor: { ...voorbeeld, name: 'Sørensen–Strauß, Łódź ’t Æ' } }), recordedAt);
    expect(written).toContain("<Nm>Sorensen-Strauss, Lodz 't AE</Nm>");
    const dutch = painXml(
      orderOf({ creditor: { ...voorbeeld, name: 'Stichting\u00a0Ĳsselmonde Zuid\u2011Holland \u2010 ĳ\u00adw' } }),
      recordedAt,
    );
    expect(dutch).toContain('<Nm>Stichting IJsselmonde Zuid-Holland - ijw</Nm>');
  });

  it('names the declarations of a transfer, as many as fit', () => {
    const positions = Array.from({ length: 40 }, (_, i) => ({
      declaration: `zhz.declaration-${i}`,
      number: `D${i}`,
      period: monthOf(toDay('2025-02-01')),
      cents: 1,
    }));
    const text = remittanceOf({ positions });
    expect(text.length).toBeLessThanOrEqual(140);
    expect(text).toMatch(/^Jeugdhulp D0 2025-02, D1 2025-02, .*, en \d+ meer$/);
    expect(remittanceOf({ positions: positions.slice(0, 1) })).toBe('Jeugdhulp D0 2025-02');
  });

  it('is not returned when the definition does not allow it', () => {
    expect(() => painXml(orderOf({ batch: 'x'.repeat(36) }), recordedAt)).toThrow(FaultyPayment);
    expect(() => painXml(orderOf({ transfers: [] }), recordedAt)).toThrow(/PmtInf is missing/);
    expect(() => painXml(orderOf({ transfers: [transferOf({ cents: 0 })] }), recordedAt)).toThrow(/InstdAmt/);
  });
});

describe('the texts of a message', () => {
  const transfer = ['CstmrCdtTrfInitn', 'PmtInf', 'CdtTrfTxInf'];
  const document = painDocument(two, recordedAt);

  it('are all kept when the order is valid', () => {
    expect(textFaults(document)).toEqual([]);
  });

  it.each([
    ['an amount of three decimals', [...transfer, 'Amt', 'InstdAmt'], '1.234'],
    ['an amount of nothing', [...transfer, 'Amt', 'InstdAmt'], '0.00'],
    ['an amount above the limit of banks', [...transfer, 'Amt', 'InstdAmt'], '1000000000.00'],
    ['a reference that ends in a slash', ['CstmrCdtTrfInitn', 'GrpHdr', 'MsgId'], 'RB/'],
    ['a reference of 36 characters', [...transfer, 'PmtId', 'EndToEndId'], 'x'.repeat(36)],
    ['a name without a letter that banks know', ['CstmrCdtTrfInitn', 'GrpHdr', 'InitgPty', 'Nm'], ''],
    ['a name with a sign that banks do not know', [...transfer, 'Cdtr', 'Nm'], 'A&B'],
    ['a day that is not an ISO day', ['CstmrCdtTrfInitn', 'PmtInf', 'ReqdExctnDt', 'Dt'], '17-03-2025'],
    ['an account without country', [...transfer, 'CdtrAcct', 'Id', 'IBAN'], '12ABNA0417164300'],
  ] as const)('are refused for %s, with the place', (_, path, content) => {
    const name = path.at(-1) ?? '';
    const faults = textFaults(changed(document, path, { name, content }));
    expect(new Set(faults)).toEqual(new Set([`Document/${path.join('/')}: banks do not accept this text`]));
  });
});
