import type { CalendarDate } from '@regieboek/kernel';
import { messageCodes, type MessageType } from '../generated/elements.js';
import type { BerichtIdentificatie, XsdVersie } from '../generated/messages.js';

/** Version of both schemas, from published samples of iJw 3.2 (IV034). */
export const xsdVersion: XsdVersie = { basisschemaXsdVersie: '1.0.0', berichtXsdVersie: '1.0.0' };

/** Choices of a sender about a header: four digits for a municipality (CBS), eight for a provider (AGB). */
export interface HeaderFacts {
  readonly afzender: string;
  readonly ontvanger: string;
  /** At most 12 characters, unique per message type and sender (TR056). */
  readonly identificatie: string;
  readonly dagtekening: CalendarDate;
}

/** The part of a header that is common to all fourteen messages. */
export interface MessageHeader {
  readonly berichtCode: string;
  readonly berichtVersie: number;
  readonly berichtSubversie: number;
  readonly afzender: string;
  readonly ontvanger: string;
  readonly berichtIdentificatie: BerichtIdentificatie;
  readonly xsdVersie: XsdVersie;
}

/** Header of a message of iJw 3.2 with the version and code set by the standard. */
export const messageHeader = (message: MessageType, facts: HeaderFacts): MessageHeader => ({
  berichtCode: messageCodes[message],
  berichtVersie: 3,
  berichtSubversie: 2,
  afzender: facts.afzender,
  ontvanger: facts.ontvanger,
  berichtIdentificatie: { identificatie: facts.identificatie, dagtekening: facts.dagtekening },
  xsdVersie: xsdVersion,
});
