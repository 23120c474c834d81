/**
 * Journal entries of a month as an audit file: XML Auditfile Financieel, version 4.0 (XAF), which Dutch financial packages and auditors
 * read. `npm run test:external` checks it against the schema and the rules of the format.
 */
import { firstDayOf, fromDay, lastDayOf, sumCents, type CalendarDate, type Cents, type Month } from '@regieboek/kernel';
import type { AccountMapping, Company, JournalLine } from '../../domain/ledger/journal-entries.js';
import { decimals, parent, text, xmlDocument, type XmlElement } from '../../domain/xml.js';
import { sourceNames } from './ledger-sheets.js';

const NAMESPACE = 'http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0';

/** Content of an audit file. */
export interface AuditFile {
  readonly company: Company;
  readonly mapping: AccountMapping;
  readonly month: Month;
  readonly lines: readonly JournalLine[];
  readonly createdOn: CalendarDate;
  /** Version of the product. */
  readonly version: string;
}

const header = ({ month, createdOn, version }: AuditFile): XmlElement =>
  parent(
    'header',
    text('fiscalYear', month.slice(0, 4)),
    text('startDate', fromDay(firstDayOf(month))),
    text('endDate', fromDay(lastDayOf(month))),
    text('curCode', 'EUR'),
    text('dateCreated', createdOn),
    text('softwareDesc', 'Regieboek'),
    text('softwareVersion', version),
  );

/** Every party is creditor and debtor (B): a municipality that pays and claims, a provider that is paid. */
const parties = (lines: readonly JournalLine[]): XmlElement =>
  parent(
    'customersSuppliers',
    ...[...new Set(lines.map(({ party }) => party))]
      .sort()
      .map((party) => parent('customerSupplier', text('custSupID', party), text('custSupTp', 'B'))),
  );

/** All accounts are of the balance (B): the books hold what is owed and claimed, no result. */
const accounts = ({ mapping }: AuditFile): XmlElement =>
  parent(
    'generalLedger',
    ...[...new Map(Object.values(mapping.accounts).map((one) => [one.code, one])).values()].map(({ code, name, rgs }) =>
      parent(
        'ledgerAccount',
        ...[text('accID', code), text('accDesc', name), text('accTp', 'B')],
        ...(rgs === null ? [] : [text('RGScode', rgs)]),
      ),
    ),
  );

const periodNumber = (month: Month): XmlElement => text('periodNumber', String(Number(month.slice(5))));

const period = ({ month }: AuditFile): XmlElement =>
  parent(
    'periods',
    parent(
      'period',
      periodNumber(month),
      text('startDatePeriod', fromDay(firstDayOf(month))),
      text('endDatePeriod', fromDay(lastDayOf(month))),
    ),
  );

const amount = (cents: Cents): XmlElement[] => [text('amnt', decimals(cents)), text('amntTp', cents < 0 ? 'C' : 'D')];

function transaction(entry: string, number: number, lines: readonly JournalLine[], { month }: AuditFile): XmlElement {
  const date = fromDay(lastDayOf(month));
  const rows = lines.map((line, index) =>
    parent(
      'trLine',
      ...[text('nr', String(index + 1)), text('accID', line.account.code), text('docRef', entry)],
      ...[text('effDate', date), text('desc', sourceNames[line.source].nl), ...amount(line.cents)],
      text('custSupID', line.party),
    ),
  );
  return parent(
    'transaction',
    ...[text('nr', String(number)), text('desc', entry), periodNumber(month), text('trDt', date)],
    ...rows,
  );
}

function transactions(file: AuditFile): XmlElement {
  const { lines, mapping } = file;
  const entries = [...Map.groupBy(lines, ({ entry }) => entry)];
  const total = (of: readonly JournalLine[]): XmlElement['content'] => decimals(sumCents(of.map(({ cents }) => cents)));
  return parent(
    'transactions',
    text('linesCount', String(lines.length)),
    { name: 'totalDebit', content: total(lines.filter(({ cents }) => cents > 0)) },
    { name: 'totalCredit', content: total(lines.filter(({ cents }) => cents < 0)) },
    parent(
      'journal',
      ...[text('jrnID', mapping.journal), text('desc', 'Jeugdhulp'), text('jrnTp', 'M')],
      ...entries.map(([entry, own], index) => transaction(entry, index + 1, own, file)),
    ),
  );
}

/** The audit file as XML. Debit equals credit, because it does in every entry. */
export function auditFileXml(file: AuditFile): string {
  const { name, taxNumber } = file.company;
  const company = parent(
    'company',
    ...[text('companyName', name), text('taxRegistrationCountry', 'NL'), text('taxRegIdent', taxNumber)],
    ...[parties(file.lines), accounts(file), period(file), transactions(file)],
  );
  return xmlDocument({ name: 'auditfile', attributes: { xmlns: NAMESPACE }, content: [header(file), company] });
}
