import type { Sentence } from '@regieboek/kernel';

const again: Sentence = {
  en: 'take a copy of the backup that is whole, or make a new backup in an empty folder',
  nl: 'neem een kopie van de back-up die heel is, of maak een nieuwe back-up in een lege map',
};

/** Faults of a backup, by what is found in its folder. */
export const backupFaults = {
  noBackup: (folder: string): Sentence => ({
    en: `${folder} contains no complete backup: name the folder of a backup, or run regieboek backup '${folder}' first`,
    nl: `${folder} bevat geen complete back-up: noem de map van een back-up, of voer eerst regieboek backup '${folder}' uit`,
  }),
  foreign: (path: string): Sentence => ({
    en: `${path} does not belong to a backup: move it away, or name another folder`,
    nl: `${path} hoort niet bij een back-up: haal het weg, of noem een andere map`,
  }),
  notPlain: (path: string): Sentence => ({
    en: `${path} is a link or not a file of its own: a backup contains plain files only; ${again.en}`,
    nl: `${path} is een koppeling of geen eigen bestand: een back-up bevat alleen gewone bestanden; ${again.nl}`,
  }),
  manifest: (path: string): Sentence => ({
    en: `${path} was changed or damaged: its checksum differs; ${again.en}`,
    nl: `${path} is gewijzigd of beschadigd: de controlesom klopt niet; ${again.nl}`,
  }),
  laterFormat: (path: string): Sentence => ({
    en: `${path} was written by a later version of Regieboek: use that version`,
    nl: `${path} is geschreven door een latere versie van Regieboek: gebruik die versie`,
  }),
  missing: (path: string): Sentence => ({
    en: `${path} is missing: ${again.en}`,
    nl: `${path} ontbreekt: ${again.nl}`,
  }),
  damaged: (path: string): Sentence => ({
    en: `${path} is damaged, or is another part: its size or checksum differs; ${again.en}`,
    nl: `${path} is beschadigd, of is een ander deel: grootte of controlesom klopt niet; ${again.nl}`,
  }),
  content: (path: string, reason: string): Sentence => ({
    en: `${path} does not have the content that the manifest describes (${reason}): ${again.en}`,
    nl: `${path} heeft niet de inhoud die het manifest beschrijft (${reason}): ${again.nl}`,
  }),
  order: (path: string): Sentence => ({
    en: `${path} does not follow the part before it: ${again.en}`,
    nl: `${path} sluit niet aan op het deel ervoor: ${again.nl}`,
  }),
  cannotWrite: (path: string, code: string): Sentence => ({
    en: `${path} cannot be written (${code}): free space or correct access, and run the command again; the last complete backup stays usable`,
    nl: `${path} is niet te schrijven (${code}): maak ruimte of verbeter de rechten, en geef de opdracht opnieuw; de laatste complete back-up blijft bruikbaar`,
  }),
  otherLedger: (folder: string): Sentence => ({
    en: `${folder} contains a backup of another ledger: name an empty folder`,
    nl: `${folder} bevat een back-up van een ander regieboek: noem een lege map`,
  }),
  otherHistory: (folder: string, region: string): Sentence => ({
    en: `${folder} contains events of region ${region} that this ledger does not have, as after a restore to an earlier moment: name an empty folder`,
    nl: `${folder} bevat gebeurtenissen van jeugdregio ${region} die dit regieboek niet heeft, zoals na een herstel naar een eerder moment: noem een lege map`,
  }),
  controlCharacter: (region: string, position: number): Sentence => ({
    en: `the event at position ${position} of region ${region} contains a control character, which JSON never does: regieboek check shows what is damaged; nothing was saved of it`,
    nl: `de gebeurtenis op positie ${position} van jeugdregio ${region} bevat een stuurteken, wat JSON nooit doet: regieboek check toont wat er beschadigd is; er is niets van bewaard`,
  }),
  unknownTable: (table: string): Sentence => ({
    en: `table ${table} is not known to this version: use the version of Regieboek that made the database`,
    nl: `tabel ${table} is bij deze versie onbekend: gebruik de versie van Regieboek die de database maakte`,
  }),
  notEmpty: (place: string): Sentence => ({
    en: `${place} is not empty: restore into an empty folder, database or log; nothing was changed`,
    nl: `${place} is niet leeg: zet de back-up terug in een lege map, database of logboek; er is niets gewijzigd`,
  }),
  otherRestore: (place: string): Sentence => ({
    en: `${place} contains part of another backup, whose restore did not finish: finish that restore, or remove the ledger first`,
    nl: `${place} bevat een deel van een andere back-up, die niet helemaal is teruggezet: maak dat af, of verwijder het regieboek eerst`,
  }),
  laterColumns: (table: string, columns: string): Sentence => ({
    en: `the backup has columns of ${table} that this version does not know (${columns}): restore with the version that made the backup, or a later one`,
    nl: `de back-up heeft kolommen van ${table} die deze versie niet kent (${columns}): zet terug met de versie die de back-up maakte, of een latere`,
  }),
  noTable: (table: string): Sentence => ({
    en: `the backup has a table ${table} that this version does not know: restore with the version that made the backup, or a later one`,
    nl: `de back-up heeft een tabel ${table} die deze versie niet kent: zet terug met de versie die de back-up maakte, of een latere`,
  }),
  noPosition: (region: string, position: number, last: number): Sentence => ({
    en: `the backup has no event ${position} of region ${region}: ${last === 0 ? 'it has no such region' : `the last one is ${last}`}; nothing was restored`,
    nl: `de back-up heeft geen gebeurtenis ${position} van jeugdregio ${region}: ${last === 0 ? 'die jeugdregio staat er niet in' : `de laatste is ${last}`}; er is niets teruggezet`,
  }),
  differs: (region: string, position: number): Sentence => ({
    en: `region ${region} was restored up to position ${position}, and its digest differs from that of the backup: the ledger is not opened; remove it and restore again`,
    nl: `jeugdregio ${region} is teruggezet tot en met positie ${position}, en de controlesom verschilt van die van de back-up: het regieboek gaat niet open; verwijder het en zet opnieuw terug`,
  }),
};
