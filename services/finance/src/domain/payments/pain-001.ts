/**
 * Payment batches as SEPA credit transfers: message pain.001.001.09 of ISO 20022, by the implementation guidelines of the
 * European Payments Council (EPC132-08). The message follows from the order and when that was recorded, byte for byte.
 */
import type { Account, PaymentOrder, Transfer } from '@regieboek/events';
import { sumCents, Refusal } from '@regieboek/kernel';
import { decimals, parent, text, xmlDocument, type XmlElement } from '../xml.js';
import { textFaults } from './pain-001-text.js';
import { bankText, remittanceOf } from './bank-text.js';

/** Namespace of the message. */
const painNamespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** A message that banks would refuse, so it is not written. */
export class FaultyPayment extends Refusal {
  override readonly name = 'FaultyPayment';
  constructor(batch: string, faults: readonly string[]) {
    super(
      'faulty-payment',
      'internal',
      `batch ${batch} is not a valid pain.001.001.09: ${faults.join('; ')}; report this with the region`,
    );
  }
}

const NAME_MAX = 70;

const party = (name: string, of: string): XmlElement => parent(name, text('Nm', bankText(of, NAME_MAX)));

const accountOf = (name: string, { iban }: Account): XmlElement => parent(name, parent('Id', text('IBAN', iban)));

/** Bank by its BIC; NOTPROVIDED where the account number is enough. */
const agent = (name: string, { bic }: Account): XmlElement =>
  parent(name, parent('FinInstnId', bic === null ? parent('Othr', text('Id', 'NOTPROVIDED')) : text('BICFI', bic)));

const transaction = (transfer: Transfer, creditor: Account): XmlElement =>
  parent(
    'CdtTrfTxInf',
    parent('PmtId', text('EndToEndId', transfer.endToEnd)),
    parent('Amt', { name: 'InstdAmt', content: decimals(transfer.cents), attributes: { Ccy: 'EUR' } }),
    ...(creditor.bic === null ? [] : [agent('CdtrAgt', creditor)]),
    party('Cdtr', creditor.name),
    accountOf('CdtrAcct', creditor),
    parent('RmtInf', text('Ustrd', remittanceOf(transfer))),
  );

const counted = (transfers: readonly Transfer[]): XmlElement[] => [
  text('NbOfTxs', String(transfers.length)),
  text('CtrlSum', decimals(sumCents(transfers.map(({ cents }) => cents)))),
];

/** Transfers from one account. */
const instruction = (order: PaymentOrder, id: string, transfers: readonly Transfer[], debtor: Account): XmlElement =>
  parent(
    'PmtInf',
    text('PmtInfId', id),
    text('PmtMtd', 'TRF'),
    ...counted(transfers),
    parent('PmtTpInf', parent('SvcLvl', text('Cd', 'SEPA'))),
    parent('ReqdExctnDt', text('Dt', order.executionDate)),
    party('Dbtr', debtor.name),
    accountOf('DbtrAcct', debtor),
    agent('DbtrAgt', debtor),
    text('ChrgBr', 'SLEV'),
    ...transfers.map((transfer) => transaction(transfer, order.creditor)),
  );

/** A moment without fractions of a second: some banks refuse these. */
const wholeSecond = (moment: string): string => moment.replace(/\.\d+/, '');

/** Elements of the message; `recordedAt` is when the order was recorded, ISO 8601 in UTC. */
export function painDocument(order: PaymentOrder, recordedAt: string): XmlElement {
  const byAccount = Map.groupBy(order.transfers, ({ debtor }) => debtor.iban);
  const instructions = [...byAccount.values()].flatMap((transfers) => {
    const [first] = transfers;
    // The first transfer of an account names it: a reference that is there already and is never used twice.
    return first ? [instruction(order, first.endToEnd, transfers, first.debtor)] : [];
  });
  const header = parent(
    'GrpHdr',
    text('MsgId', order.batch),
    text('CreDtTm', wholeSecond(recordedAt)),
    ...counted(order.transfers),
    party('InitgPty', order.initiator),
  );
  return {
    name: 'Document',
    attributes: { xmlns: painNamespace },
    content: [parent('CstmrCdtTrfInitn', header, ...instructions)],
  };
}

const faultsOf = (order: PaymentOrder, document: XmlElement): string[] => [
  ...(order.transfers.length === 0 ? ['Document/CstmrCdtTrfInitn: PmtInf is missing: the batch is empty'] : []),
  ...textFaults(document),
];

/** Faults for which banks would refuse the message of an order that is not recorded yet. */
export const painFaults = (order: PaymentOrder): string[] =>
  faultsOf(order, painDocument(order, '2000-01-01T00:00:00Z'));

/** The message of an order as XML in UTF-8. Throws FaultyPayment when banks would refuse it. */
export function painXml(order: PaymentOrder, recordedAt: string): string {
  const document = painDocument(order, recordedAt);
  const faults = faultsOf(order, document);
  if (faults.length > 0) throw new FaultyPayment(order.batch, faults);
  return xmlDocument(document);
}
