import { bilingual, counted } from '../language/language.js';

/** Help and output of `backup exercise`. */
export const exerciseTexts = bilingual({
  en: {
    help: 'prove that a backup can be restored: restore it into a temporary folder, check everything there, print the record of it, and remove the folder',
    key: 'file with the vault key of the backup, which it does not contain',
    columns: ['restore exercise', 'result'],
    names: {
      startedAt: 'started',
      seconds: 'seconds',
      folder: 'backup',
      completedAt: 'backup completed',
      ledger: 'ledger',
      key: 'vault key',
      version: 'version of Regieboek',
      result: 'result',
    },
    sound: (checks: number) => `restored; ${counted(checks, 'check', 'checks')}, all in order`,
    unsound: (faults: number) => `NOT in order: ${counted(faults, 'fault', 'faults')}`,
    differs: (region: string) => `region ${region}: the restored log is not the one of the backup`,
    refused: 'the restored ledger is not in order: make a new backup, verify it, and check the ledger itself',
  },
  nl: {
    help: 'bewijs dat een back-up is terug te zetten: zet hem terug in een tijdelijke map, controleer daar alles, druk het verslag af, en verwijder de map',
    key: 'bestand met de kluissleutel van de back-up, die er zelf niet in staat',
    columns: ['hersteloefening', 'uitkomst'],
    names: {
      startedAt: 'begonnen',
      seconds: 'seconden',
      folder: 'back-up',
      completedAt: 'back-up compleet',
      ledger: 'regieboek',
      key: 'kluissleutel',
      version: 'versie van Regieboek',
      result: 'uitkomst',
    },
    sound: (checks) => `teruggezet; ${counted(checks, 'controle', 'controles')}, alles in orde`,
    unsound: (faults) => `NIET in orde: ${counted(faults, 'fout', 'fouten')}`,
    differs: (region) => `jeugdregio ${region}: het teruggezette logboek is niet dat van de back-up`,
    refused:
      'het teruggezette regieboek is niet in orde: maak een nieuwe back-up, controleer die, en controleer het regieboek zelf',
  },
});
