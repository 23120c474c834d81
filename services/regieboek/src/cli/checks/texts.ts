import { bilingual, counted } from '../language/language.js';

/** Help and output of `check`. */
export const checkTexts = bilingual({
  en: {
    help: 'check that the ledger is sound: log, messages, read models, seals and books',
    deep: 'read and recompute everything: also the audit log, every secret, and every read model as if rebuilt',
    onlyRegion: 'only this region',
    columns: ['check', 'subject', 'count', 'result', 'mark'],
    names: {
      log: 'event log',
      audit: 'audit log',
      vault: 'vault',
      messages: 'messages',
      'read-model': 'read model',
      seals: 'seals',
      books: 'books',
    },
    sound: 'in order',
    unsound: 'NOT in order',
    faults: 'What is wrong:',
    allSound: (count: number, isDeep: boolean) =>
      `${counted(count, 'check', 'checks')}, all in order${isDeep ? '' : '; with --deep everything is read and recomputed'}`,
    refused: (count: number) => `${counted(count, 'check is', 'checks are')} not in order`,
  },
  nl: {
    help: 'controleer of het grootboek in orde is: logboek, berichten, leesmodellen, afsluitingen en boeken',
    deep: 'lees en herbereken alles: ook het auditlog, elk geheim, en elk leesmodel alsof het opnieuw is opgebouwd',
    onlyRegion: 'alleen deze jeugdregio',
    columns: ['controle', 'onderwerp', 'aantal', 'uitkomst', 'kenmerk'],
    names: {
      log: 'logboek',
      audit: 'auditlog',
      vault: 'kluis',
      messages: 'berichten',
      'read-model': 'leesmodel',
      seals: 'afsluitingen',
      books: 'boeken',
    },
    sound: 'in orde',
    unsound: 'NIET in orde',
    faults: 'Wat er mis is:',
    allSound: (count, isDeep) =>
      `${counted(count, 'controle', 'controles')}, alles in orde${isDeep ? '' : '; met --deep wordt alles gelezen en herberekend'}`,
    refused: (count) => `${counted(count, 'controle is', 'controles zijn')} niet in orde`,
  },
});
