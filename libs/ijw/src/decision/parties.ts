import type { MessageHeader } from '../write/header.js';
import type { DecidedMessage } from './ledger-rule.js';

const isMunicipalityCode = (code: string): boolean => code.length === 4;

/** Code of the municipality a message comes from or goes to (CBS, four digits). */
export const municipalityOf = ({ afzender, ontvanger }: MessageHeader): string =>
  isMunicipalityCode(afzender) ? afzender : ontvanger;

/** AGB code of the provider a message comes from or goes to (eight digits). */
export const providerOf = ({ value: { header } }: DecidedMessage): string =>
  isMunicipalityCode(header.afzender) ? header.ontvanger : header.afzender;

/** BSN of the one client of a message; empty for messages without one client. */
export const bsnOf = (message: DecidedMessage): string =>
  message.type === 'JW319' || message.type === 'JW325' ? '' : message.value.client.bsn;
