/**
 * The part of the message definition pain.001.001.09 (CustomerCreditTransferInitiationV09, ISO 20022) that SEPA credit
 * transfers in euro need: elements in the order of the definition, how often they may occur, and what their text may be.
 * Left out, and so never written: postal addresses, identifications of parties, ultimate debtors and creditors, purposes,
 * structured remittance information, cheques, instructions to banks and supplementary data.
 */

/** A tree of elements: a name with text, or with elements in it; attributes where the definition has one. */
export interface XmlElement {
  readonly name: string;
  readonly content: string | readonly XmlElement[];
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** An element in a sequence: its type, and how often it may occur (once unless said otherwise). */
export interface Particle {
  readonly name: string;
  /** Name of a type among the types below. */
  readonly type: string;
  readonly min?: 0 | 1;
  readonly max?: number;
}

/** Text by a pattern, with attributes by theirs. */
interface TextType {
  readonly text: RegExp;
  readonly attributes?: Readonly<Record<string, RegExp>>;
}

/** A type: text by a pattern, elements in order, or exactly one of some. */
export type XmlType = TextType | { readonly sequence: readonly Particle[] } | { readonly choice: readonly Particle[] };

// Characters of the SEPA schemes (EPC217-08); a reference may not begin or end with a slash, nor hold two in a row.
const latin = "[A-Za-z0-9/?:().,'+ -]";
const reference = /^(?!\/)(?!.*\/\/)(?!.*\/$)[A-Za-z0-9/?:().,'+ -]{1,35}$/;
const amount = /^(?!0+\.00$)[0-9]{1,9}\.[0-9]{2}$/;

const one = (name: string, type: string): Particle => ({ name, type });

/** Types by the name that the definition gives them. */
const types: Readonly<Record<string, XmlType>> = {
  Document: { sequence: [one('CstmrCdtTrfInitn', 'CustomerCreditTransferInitiationV09')] },
  CustomerCreditTransferInitiationV09: {
    sequence: [one('GrpHdr', 'GroupHeader85'), { name: 'PmtInf', type: 'PaymentInstruction30', max: Infinity }],
  },
  GroupHeader85: {
    sequence: [
      one('MsgId', 'Max35Text'),
      one('CreDtTm', 'ISODateTime'),
      one('NbOfTxs', 'Max15NumericText'),
      { name: 'CtrlSum', type: 'DecimalNumber', min: 0 },
      one('InitgPty', 'PartyIdentification135'),
    ],
  },
  PaymentInstruction30: {
    sequence: [
      one('PmtInfId', 'Max35Text'),
      one('PmtMtd', 'PaymentMethod3Code'),
      { name: 'BtchBookg', type: 'BatchBookingIndicator', min: 0 },
      { name: 'NbOfTxs', type: 'Max15NumericText', min: 0 },
      { name: 'CtrlSum', type: 'DecimalNumber', min: 0 },
      { name: 'PmtTpInf', type: 'PaymentTypeInformation26', min: 0 },
      one('ReqdExctnDt', 'DateAndDateTime2Choice'),
      one('Dbtr', 'PartyIdentification135'),
      one('DbtrAcct', 'CashAccount38'),
      one('DbtrAgt', 'BranchAndFinancialInstitutionIdentification6'),
      { name: 'ChrgBr', type: 'ChargeBearerType1Code', min: 0 },
      { name: 'CdtTrfTxInf', type: 'CreditTransferTransaction34', max: Infinity },
    ],
  },
  CreditTransferTransaction34: {
    sequence: [
      one('PmtId', 'PaymentIdentification6'),
      one('Amt', 'AmountType4Choice'),
      { name: 'CdtrAgt', type: 'BranchAndFinancialInstitutionIdentification6', min: 0 },
      one('Cdtr', 'PartyIdentification135'),
      one('CdtrAcct', 'CashAccount38'),
      { name: 'RmtInf', type: 'RemittanceInformation16', min: 0 },
    ],
  },
  PaymentIdentification6: {
    sequence: [{ name: 'InstrId', type: 'Max35Text', min: 0 }, one('EndToEndId', 'Max35Text')],
  },
  PaymentTypeInformation26: { sequence: [{ name: 'SvcLvl', type: 'ServiceLevel8Choice', min: 0 }] },
  ServiceLevel8Choice: { choice: [one('Cd', 'ExternalServiceLevel1Code')] },
  DateAndDateTime2Choice: { choice: [one('Dt', 'ISODate')] },
  PartyIdentification135: { sequence: [{ name: 'Nm', type: 'Max70Text', min: 0 }] },
  CashAccount38: { sequence: [one('Id', 'AccountIdentification4Choice')] },
  AccountIdentification4Choice: { choice: [one('IBAN', 'IBAN2007Identifier')] },
  BranchAndFinancialInstitutionIdentification6: {
    sequence: [one('FinInstnId', 'FinancialInstitutionIdentification18')],
  },
  FinancialInstitutionIdentification18: {
    choice: [one('BICFI', 'BICFIDec2014Identifier'), one('Othr', 'GenericFinancialIdentification1')],
  },
  GenericFinancialIdentification1: { sequence: [one('Id', 'NotProvided')] },
  AmountType4Choice: { choice: [one('InstdAmt', 'ActiveOrHistoricCurrencyAndAmount')] },
  RemittanceInformation16: { sequence: [{ name: 'Ustrd', type: 'Max140Text', min: 0 }] },
  ActiveOrHistoricCurrencyAndAmount: { text: amount, attributes: { Ccy: /^EUR$/ } },
  Max35Text: { text: reference },
  Max70Text: { text: new RegExp(`^${latin}{1,70}$`) },
  Max140Text: { text: new RegExp(`^${latin}{1,140}$`) },
  NotProvided: { text: /^NOTPROVIDED$/ },
  Max15NumericText: { text: /^[0-9]{1,15}$/ },
  DecimalNumber: { text: /^[0-9]{1,15}\.[0-9]{2}$/ },
  ISODateTime: { text: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z?$/ },
  ISODate: { text: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/ },
  BatchBookingIndicator: { text: /^(true|false)$/ },
  PaymentMethod3Code: { text: /^TRF$/ },
  ChargeBearerType1Code: { text: /^SLEV$/ },
  ExternalServiceLevel1Code: { text: /^SEPA$/ },
  IBAN2007Identifier: { text: /^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{1,30}$/ },
  BICFIDec2014Identifier: { text: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/ },
};

const isMissing = ({ min = 1 }: Particle, found: number): boolean => found < min;

/** Faults of the elements in an element, against a sequence. */
function sequenceFaults(path: string, children: readonly XmlElement[], sequence: readonly Particle[]): string[] {
  const faults: string[] = [];
  let next = 0;
  for (const particle of sequence) {
    let found = 0;
    while (children[next]?.name === particle.name && found < (particle.max ?? 1)) {
      const child = children[next];
      if (child) faults.push(...faultsOf(`${path}/${child.name}`, child, particle.type));
      found += 1;
      next += 1;
    }
    if (isMissing(particle, found)) faults.push(`${path}: ${particle.name} is missing, or not in its place`);
  }
  const left = children[next];
  return left ? [...faults, `${path}: ${left.name} may not be here`] : faults;
}

function textFaults(path: string, { content, attributes = {} }: XmlElement, type: TextType): string[] {
  const wanted = type.attributes ?? {};
  const names = new Set([...Object.keys(wanted), ...Object.keys(attributes)]);
  return [
    ...(typeof content === 'string' && type.text.test(content)
      ? []
      : [`${path}: the text is not as its type wants it`]),
    ...[...names].flatMap((name) =>
      wanted[name]?.test(attributes[name] ?? '') ? [] : [`${path}: attribute ${name} is not as its type wants it`],
    ),
  ];
}

function faultsOf(path: string, element: XmlElement, name: string): string[] {
  const type = types[name];
  if (!type) return [`${path}: no type ${name}`];
  if ('text' in type) return textFaults(path, element, type);
  const { content, attributes } = element;
  if (typeof content === 'string' || attributes) return [`${path}: holds text or attributes where elements belong`];
  if ('sequence' in type) return sequenceFaults(path, content, type.sequence);
  const [only, ...others] = content;
  const chosen = type.choice.find((each) => each.name === only?.name);
  if (!only || !chosen || others.length > 0) return [`${path}: holds not exactly one of what can be chosen`];
  return faultsOf(`${path}/${only.name}`, only, chosen.type);
}

/** What of a message is not as the definition has it, each with its path; nothing when it is sound. */
export const schemaFaults = (document: XmlElement): string[] =>
  document.name === 'Document'
    ? faultsOf('Document', { ...document, attributes: undefined }, 'Document')
    : ['no Document'];
