import { describe, expect, it } from '@jest/globals';
import { readCamt } from './camt-elements.js';
import { creditEntries } from './credit-entries.js';

const IBAN = 'NL91ABNA0417164300';
const statement = (...entries: readonly string[]): string =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Id>S1</Id>\n${entries.join('\n')}\n</Stmt></BkToCstmrStmt></Document>`;
const entry = (inner = '', { amount = '12.50', currency = 'EUR', direction = 'CRDT', status = 'BOOK' } = {}): string =>
  `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>${status}</Sts><BookgDt><Dt>2026-03-05</Dt></BookgDt>${inner}</Ntry>`;
const transaction = (amount: string, text = ''): string =>
  `<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>Jan Jansen</Nm></Dbtr><DbtrAcct><Id><IBAN>${IBAN}</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls>`;
const read = (xml: string) => {
  const found = readCamt(xml);
  if ('fault' in found) return { entries: [], faults: [found.fault] };
  return creditEntries(found.statements, (iban) => (iban === IBAN ? '0505' : null));
};

describe('a bank statement (camt.053)', () => {
  it('gives its booked credits with day, amount, municipality and the numbers that the payer mentions', () => {
    const details = `<AcctSvcrRef>2026/031-7</AcctSvcrRef><NtryDtls>${transaction('12.50', 'afrekening 2026-001 dank')}</NtryDtls>`;
    expect(read(statement(entry(details)))).toEqual({
      faults: [],
      entries: [
        {
          ...{ reference: '2026-031-7', cents: 1_250, receivedOn: '2026-03-05', municipality: '0505' },
          numbers: ['2026-001'],
        },
      ],
    });
  });

  it('leaves out debits, and entries that are not booked', () => {
    expect(read(statement(entry('', { direction: 'DBIT' }), entry('', { status: 'PDNG' }))).entries).toEqual([]);
  });

  it('gives each transaction of a collective entry', () => {
    const details = `<AcctSvcrRef>C1</AcctSvcrRef><NtryDtls>${transaction('10.00')}${transaction('2.5')}</NtryDtls>`;
    expect(read(statement(entry(details))).entries.map(({ reference, cents }) => [reference, cents])).toEqual([
      ['C1-1', 1_000],
      ['C1-2', 250],
    ]);
  });

  it('has a reference of its own where that of the bank is missing or holds an account number', () => {
    const [none, account] = read(
      statement(entry(), entry(`<AcctSvcrRef>${IBAN}</AcctSvcrRef>`), entry(`<AcctSvcrRef>111222333</AcctSvcrRef>`)),
    ).entries;
    expect(none?.reference).toMatch(/^CAMT-[A-Z]{24}$/);
    expect(account?.reference).toMatch(/^CAMT-[A-Z]{24}$/);
    expect(account?.reference).not.toBe(none?.reference);
  });

  it.each([
    ['another message', '<Document xmlns="urn:x"/>', 'is not a bank statement camt.053'],
    ['broken XML', statement(entry()).slice(0, -12), 'is not well-formed XML'],
    ['a document type', `<!DOCTYPE x>${statement()}`, 'has a document type declaration'],
    ['other money', statement(entry('', { currency: 'USD' })), 'is not in euros'],
    ['no amount', statement(entry('', { amount: '1.234' })), 'has no amount'],
  ])('with %s is refused at its line, without names and account numbers', (_, xml, text) => {
    const { faults } = read(xml);
    expect(faults[0]?.place).toMatch(/^line \d+$/);
    expect(faults[0]?.text).toContain(text);
    expect(JSON.stringify(faults)).not.toMatch(/Jansen|NL91/);
  });
});
