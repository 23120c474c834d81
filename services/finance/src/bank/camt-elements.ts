/** Elements of a bank statement (ISO 20022 camt.053) that the product uses, as they are read one after the other. */
import { SaxesParser } from 'saxes';
import type { Fault } from '@regieboek/kernel';

/** A transaction of an entry, as text of the elements that are used. */
export interface CamtTransaction {
  amount?: string;
  currency?: string;
  reference?: string;
  debtorIban?: string;
  /** Text of the payer: searched for numbers of settlements, and never kept. */
  remittance: string;
}

/** An entry with its place; amounts and days as text. */
export interface CamtEntry {
  readonly line: number;
  amount?: string;
  currency?: string;
  direction?: string;
  status?: string;
  bookedOn?: string;
  valueOn?: string;
  reference?: string;
  readonly transactions: CamtTransaction[];
}

/** A statement: its id, and its entries. */
export interface CamtStatement {
  id: string;
  readonly entries: CamtEntry[];
}

/** Elements by their path below an entry, with what each is put into. */
const ofEntry: Readonly<Record<string, keyof Omit<CamtEntry, 'line' | 'transactions' | 'currency'>>> = {
  Amt: 'amount',
  CdtDbtInd: 'direction',
  Sts: 'status',
  'Sts/Cd': 'status',
  'BookgDt/Dt': 'bookedOn',
  'BookgDt/DtTm': 'bookedOn',
  'ValDt/Dt': 'valueOn',
  'ValDt/DtTm': 'valueOn',
  AcctSvcrRef: 'reference',
};

const ofTransaction: Readonly<Record<string, 'amount' | 'reference' | 'debtorIban' | 'remittance'>> = {
  Amt: 'amount',
  'AmtDtls/TxAmt/Amt': 'amount',
  'Refs/AcctSvcrRef': 'reference',
  'Refs/EndToEndId': 'remittance',
  'RltdPties/DbtrAcct/Id/IBAN': 'debtorIban',
  'RmtInf/Ustrd': 'remittance',
  'RmtInf/Strd/CdtrRefInf/Ref': 'remittance',
};

const STATEMENT = 'Document/BkToCstmrStmt/Stmt';
const ENTRY = `${STATEMENT}/Ntry`;
const TRANSACTION = `${ENTRY}/NtryDtls/TxDtls`;

/** Reads elements into statements. */
class Reader {
  readonly statements: CamtStatement[] = [];
  readonly #path: string[] = [];
  #text = '';
  #currency = '';
  #entry: CamtEntry | undefined;

  open(name: string, line: number, currency: string | undefined): void {
    this.#path.push(name);
    this.#text = '';
    this.#currency = currency ?? '';
    const path = this.#path.join('/');
    if (path === STATEMENT) this.statements.push({ id: '', entries: [] });
    if (path === ENTRY) {
      this.#entry = { line, transactions: [] };
      this.statements.at(-1)?.entries.push(this.#entry);
    }
    if (path === TRANSACTION) this.#entry?.transactions.push({ remittance: '' });
  }

  text(part: string): void {
    this.#text += part;
  }

  close(): void {
    const path = this.#path.join('/');
    const text = this.#text.trim();
    this.#text = '';
    this.#path.pop();
    const statement = this.statements.at(-1);
    if (path === `${STATEMENT}/Id` && statement) statement.id = text;
    const transaction = this.#entry?.transactions.at(-1);
    if (path.startsWith(`${TRANSACTION}/`) && transaction) this.#put(transaction, path, text);
    else if (path.startsWith(`${ENTRY}/`) && this.#entry) {
      const field = ofEntry[path.slice(ENTRY.length + 1)];
      if (field && text !== '') this.#entry[field] = text;
      if (field === 'amount') this.#entry.currency = this.#currency;
    }
  }

  #put(transaction: CamtTransaction, path: string, text: string): void {
    const field = ofTransaction[path.slice(TRANSACTION.length + 1)];
    if (field === 'remittance') transaction.remittance += ` ${text}`;
    else if (field) transaction[field] = text;
    if (field === 'amount') transaction.currency = this.#currency;
  }
}

/** Statements of a file, or the fault that it is no XML or no camt.053. */
export function readCamt(xml: string): { readonly statements: readonly CamtStatement[] } | { readonly fault: Fault } {
  const parser = new SaxesParser({ xmlns: true });
  const reader = new Reader();
  let root = '';
  let fault: Fault | undefined;
  const refuse = (text: string): void => {
    fault ??= { place: `line ${parser.line}`, text };
  };
  parser.on('doctype', () => refuse('has a document type declaration, which bank statements do not have: remove it'));
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (root === '') {
      root = uri;
      if (!/camt\.053\.001\.\d\d$/.test(uri))
        refuse('is not a bank statement camt.053: ask the bank for camt.053, or choose the right file');
    }
    reader.open(local, parser.line, attributes['Ccy']?.value);
  });
  parser.on('text', (text) => reader.text(text));
  parser.on('closetag', () => reader.close());
  parser.on('error', () => refuse('is not well-formed XML: use the file as the bank sent it'));
  parser.write(xml).close();
  return fault ? { fault } : { statements: reader.statements };
}
