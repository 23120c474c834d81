import { bilingual, counted } from '../language/language.js';

/** Help of `backup` and `restore`. */
export const backupHelp = bilingual({
  en: {
    backup: 'make and verify backups of the ledger',
    create:
      'back the ledger up into a folder, also while it is served; a later run adds what is new (the name create may be omitted)',
    folder: 'folder of the backup',
    verify: 'verify a backup without a database: every part against its checksum',
    deep: 'also read the content of every part: positions, digests and rows',
    restore:
      'restore a backup into an empty data folder, or into the empty database and log of the settings; run it again after an interruption',
    key: 'file with the vault key of the backup, which it does not contain; the data folder keeps it',
    erased: 'folder of a later backup of the same ledger: youths erased since then stay erased too',
    recordedUntil: 'restore only what was recorded by the end of this day in the Netherlands',
    upTo: 'restore a region up to this position; repeatable, other regions are restored whole',
    upToForm: 'expects a region and a position, for example zhz:1234',
    moment:
      'After a restore to an earlier moment nothing is recorded by itself that the moment did not have: messages received later are left out, and messages without an outcome are kept as refused. Import these files again; nothing is recorded twice. Erased youths stay erased, also those erased later.',
  },
  nl: {
    backup: 'maak en controleer back-ups van het regieboek',
    create:
      'maak een back-up van het regieboek in een map, ook terwijl het draait; een volgende keer komt erbij wat nieuw is (het woord create mag weg)',
    folder: 'map van de back-up',
    verify: 'controleer een back-up zonder database: elk deel tegen zijn controlesom',
    deep: 'lees ook de inhoud van elk deel: posities, controlesommen en rijen',
    restore:
      'zet een back-up terug in een lege map met gegevens, of in de lege database en het lege logboek van de instellingen; voer de opdracht na een onderbreking opnieuw uit',
    key: 'bestand met de kluissleutel van de back-up, die er zelf niet in staat; de map met gegevens bewaart hem',
    erased: 'map van een latere back-up van hetzelfde regieboek: wie sindsdien is gewist blijft ook gewist',
    recordedUntil: 'zet alleen terug wat aan het einde van deze dag in Nederland was vastgelegd',
    upTo: 'zet een jeugdregio terug tot en met deze positie; herhaalbaar, andere jeugdregio’s komen geheel terug',
    upToForm: 'verwacht een jeugdregio en een positie, bijvoorbeeld zhz:1234',
    moment:
      'Na een herstel naar een eerder moment wordt niets vanzelf vastgelegd wat er toen niet was: berichten die later zijn ontvangen blijven weg, en berichten zonder uitkomst zijn bewaard als geweigerd. Importeer die bestanden opnieuw; niets wordt dubbel vastgelegd. Gewiste jeugdigen blijven gewist, ook wie later is gewist.',
  },
});

/** Output of `backup` and `restore`. */
export const backupTexts = bilingual({
  en: {
    saving: (parts: number) => `saved ${counted(parts, 'part', 'parts')}`,
    regionColumns: ['region', 'events', 'digest'],
    saved: (parts: number, bytes: string, folder: string) =>
      `${counted(parts, 'new part', 'new parts')}, ${bytes}, in ${folder}`,
    nothingNew: (folder: string) => `nothing new; the backup in ${folder} is complete`,
    keepKey: (id: string) =>
      `the backup is encrypted with vault key ${id}, which it does not contain: keep a copy of that key elsewhere`,
    verifying: (done: number, all: number) => `verified ${done} of ${counted(all, 'part', 'parts')}`,
    verified: (parts: number, at: string) =>
      `${counted(parts, 'part', 'parts')} verified; the backup was completed at ${at}`,
    restoring: (region: string, position: number) => `restoring ${region}: position ${position}`,
    restored: (place: string) => `restored into ${place}`,
    erased: (count: number) =>
      `${counted(count, 'erased youth stays', 'erased youths stay')} erased: their keys were destroyed again`,
    cut: (region: string, position: number) => `region ${region} restored up to position ${position}`,
    importAgain: 'import the messages of after that moment again; nothing is recorded twice',
    database: 'the database of DATABASE_URL',
  },
  nl: {
    saving: (parts) => `${counted(parts, 'deel', 'delen')} bewaard`,
    regionColumns: ['jeugdregio', 'gebeurtenissen', 'controlesom'],
    saved: (parts, bytes, folder) => `${counted(parts, 'nieuw deel', 'nieuwe delen')}, ${bytes}, in ${folder}`,
    nothingNew: (folder) => `niets nieuws; de back-up in ${folder} is compleet`,
    keepKey: (id) =>
      `de back-up is versleuteld met kluissleutel ${id}, en bevat die niet: bewaar een kopie van die sleutel ergens anders`,
    verifying: (done, all) => `${done} van ${counted(all, 'deel', 'delen')} gecontroleerd`,
    verified: (parts, at) => `${counted(parts, 'deel', 'delen')} gecontroleerd; de back-up was compleet op ${at}`,
    restoring: (region, position) => `${region} terugzetten: positie ${position}`,
    restored: (place) => `teruggezet in ${place}`,
    erased: (count) =>
      `${counted(count, 'gewiste jeugdige blijft', 'gewiste jeugdigen blijven')} gewist: de sleutels zijn opnieuw vernietigd`,
    cut: (region, position) => `jeugdregio ${region} teruggezet tot en met positie ${position}`,
    importAgain: 'importeer de berichten van na dat moment opnieuw; niets wordt dubbel vastgelegd',
    database: 'de database van DATABASE_URL',
  },
});
