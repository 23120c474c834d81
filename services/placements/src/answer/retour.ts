import { answerIdentification, buildRetour, retourTypes, writeMessage, type MessageDecision } from '@regieboek/ijw';
import type { CalendarDate } from '@regieboek/kernel';
import type { PlacementsMessage } from '../import/incoming-message.js';

/** A retour to send. */
export interface Retour {
  readonly type: 'JW302' | 'JW306' | 'JW308';
  readonly content: string;
}

/** The retour to a message (iJw 3.2, §8); `id` is the keyed id of the message in its region, from which the identification is derived. */
export function retourTo(
  message: PlacementsMessage,
  decision: MessageDecision,
  { id, today }: { readonly id: string; readonly today: CalendarDate },
): Retour {
  const type = retourTypes[message.type];
  const facts = { identificatie: answerIdentification('R', id), dagtekening: today };
  return { type, content: writeMessage(type, buildRetour<PlacementsMessage['type']>(message, decision, facts)) };
}
