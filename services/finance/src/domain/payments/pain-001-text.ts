/**
 * Texts of a pain.001.001.09 message that come from terms and declarations, and the characters that banks accept in them (ISO 20022,
 * EPC217-08). The structure of the message is that of `painDocument`; `npm run test:external` checks it against the XSD.
 */

import type { XmlElement } from '../xml.js';

const latin = "[A-Za-z0-9/?:().,'+ -]";

/** At most 35 characters; a reference may not begin or end with a slash, nor contain two in a row. */
const reference = /^(?!\/)(?!.*\/\/)(?!.*\/$)[A-Za-z0-9/?:().,'+ -]{1,35}$/;

/** Allowed text of an element, by its name. */
const texts: Readonly<Record<string, RegExp>> = {
  MsgId: reference,
  PmtInfId: reference,
  EndToEndId: reference,
  Nm: new RegExp(`^${latin}{1,70}$`),
  Ustrd: new RegExp(`^${latin}{1,140}$`),
  InstdAmt: /^(?!0+\.00$)[0-9]{1,9}\.[0-9]{2}$/,
  CtrlSum: /^[0-9]{1,15}\.[0-9]{2}$/,
  CreDtTm: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z?$/,
  Dt: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
  IBAN: /^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{1,30}$/,
  BICFI: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/,
};

/** Faults of the texts in a message, each with its path; none when banks accept all of them. */
export function textFaults({ name, content }: XmlElement, path = name): string[] {
  if (typeof content !== 'string') return content.flatMap((child) => textFaults(child, `${path}/${child.name}`));
  return (texts[name]?.test(content) ?? true) ? [] : [`${path}: banks do not accept this text`];
}
