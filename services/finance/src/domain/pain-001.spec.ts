import { describe, expect, it } from '@jest/globals';
import { monthOf, toDay } from '@regieboek/kernel';
import { dordrecht, gorinchem, orderOf, transferOf, voorbeeld } from '../../test/ordered.js';
import { schemaFaults, type XmlElement } from './pain-001-schema.js';
import { FaultyPayment, painDocument, painXml, remittanceOf } from './pain-001.js';

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
  it('is the same text every time, with the elements in the order of the definition', () => {
    expect(painXml(orderOf(), recordedAt)).toBe(painXml(orderOf(), recordedAt));
    expect(painXml(orderOf(), recordedAt)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
        <CstmrCdtTrfInitn>
          <GrpHdr>
            <MsgId>RB-1</MsgId>
            <CreDtTm>2025-03-14T09:30:00.000Z</CreDtTm>
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

  it('has an instruction for each account, and totals to the cent', () => {
    const xml = painXml(two, recordedAt);
    const all = (name: string) =>
      [...xml.matchAll(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, 'g'))].map(([, t]) => t);
    expect(all('NbOfTxs')).toEqual(['3', '2', '1']);
    expect(all('CtrlSum')).toEqual(['1000123.50', '1000123.45', '0.05']);
    expect(all('InstdAmt')).toEqual(['123.45', '1000000.00', '0.05']);
    expect(all('IBAN')).toEqual([dordrecht.iban, voorbeeld.iban, voorbeeld.iban, gorinchem.iban, voorbeeld.iban]);
    expect(xml).toContain('<Id>NOTPROVIDED</Id>');
  });

  it('carries names in letters that banks know', () => {
    const xml = painXml(orderOf({ creditor: { ...voorbeeld, name: 'Zörg & Hûlp “Noord” <BV>' } }), recordedAt);
    expect(xml).toContain('<Nm>Zorg + Hulp .Noord. .BV.</Nm>');
    const written = painXml(orderOf({ creditor: { ...voorbeeld, name: 'Sørensen–Strauß, Łódź ’t Æ' } }), recordedAt);
    expect(written).toContain("<Nm>Sorensen-Strauss, Lodz 't AE</Nm>");
  });

  it('names the declarations that a transfer is for, as many as fit', () => {
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

  it('is not given out when the definition does not allow it', () => {
    expect(() => painXml(orderOf({ batch: 'x'.repeat(36) }), recordedAt)).toThrow(FaultyPayment);
    expect(() => painXml(orderOf({ transfers: [] }), recordedAt)).toThrow(/PmtInf is missing/);
    expect(() => painXml(orderOf({ transfers: [transferOf({ cents: 0 })] }), recordedAt)).toThrow(/InstdAmt/);
  });
});

describe('the tables of the message definition', () => {
  const root = 'CstmrCdtTrfInitn';
  const document = painDocument(two, recordedAt);
  const paths = [
    [root],
    [root, 'GrpHdr'],
    [root, 'GrpHdr', 'MsgId'],
    [root, 'GrpHdr', 'InitgPty'],
    [root, 'PmtInf'],
    [root, 'PmtInf', 'PmtMtd'],
    [root, 'PmtInf', 'ReqdExctnDt'],
    [root, 'PmtInf', 'DbtrAgt'],
    [root, 'PmtInf', 'CdtTrfTxInf'],
    [root, 'PmtInf', 'CdtTrfTxInf', 'PmtId', 'EndToEndId'],
    [root, 'PmtInf', 'CdtTrfTxInf', 'Amt', 'InstdAmt'],
    [root, 'PmtInf', 'CdtTrfTxInf', 'CdtrAcct', 'Id', 'IBAN'],
  ];

  it('find nothing wrong with a sound message', () => {
    expect(schemaFaults(document)).toEqual([]);
  });

  it.each(paths.map((path) => [path.join('/'), path] as const))('miss %s when it is left out', (_, path) => {
    expect(schemaFaults(changed(document, path, undefined))).not.toEqual([]);
  });

  it.each([
    ['an amount of three decimals', [root, 'PmtInf', 'CdtTrfTxInf', 'Amt', 'InstdAmt'], 'InstdAmt', '1.234'],
    ['a reference that ends in a slash', [root, 'GrpHdr', 'MsgId'], 'MsgId', 'RB/'],
    ['a day that is no day of ISO', [root, 'PmtInf', 'ReqdExctnDt', 'Dt'], 'Dt', '17-03-2025'],
    ['a way of paying that is none', [root, 'PmtInf', 'PmtMtd'], 'PmtMtd', 'CHK'],
  ] as const)('refuse %s', (_, path, name, content) => {
    expect(schemaFaults(changed(document, path, { name, content }))).not.toEqual([]);
  });

  it('refuse another currency, another order, and elements that do not belong', () => {
    const amount = { name: 'InstdAmt', content: '1.00', attributes: { Ccy: 'USD' } };
    expect(schemaFaults(changed(document, [root, 'PmtInf', 'CdtTrfTxInf', 'Amt', 'InstdAmt'], amount))).not.toEqual([]);
    expect(schemaFaults(changed(document, [root, 'GrpHdr'], { name: 'Other', content: '' }))).not.toEqual([]);
    const [initiation] = typeof document.content === 'string' ? [] : document.content;
    if (!initiation || typeof initiation.content === 'string') throw new Error('no message');
    const turned = { ...document, content: [{ ...initiation, content: [...initiation.content].reverse() }] };
    expect(schemaFaults(turned)).not.toEqual([]);
    expect(schemaFaults({ name: 'Other', content: '' })).not.toEqual([]);
  });
});
