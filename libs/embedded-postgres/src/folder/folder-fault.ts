import type { Sentence } from '@regieboek/kernel';
import { DatabaseFault } from '../database-fault.js';

/** A data folder and its database do not belong together. The message names both and the remedy; it contains no data. */
export class FolderFault extends DatabaseFault {
  constructor(sentence: Sentence) {
    super(sentence);
  }
}

const adopting = (folder: string): string => `regieboek status --adopt --data-dir '${folder}'`;

/** Faults of a data folder, by what is found in it. */
export const folderFaults = {
  damaged: (file: string): Sentence => ({
    en: `${file} is not the identity of a data folder: restore it from a backup, or delete it, and the next start takes it from the database.`,
    nl: `${file} is niet de identiteit van een map met gegevens: zet het terug uit een back-up of verwijder het, dan neemt de volgende start hem over uit de database.`,
  }),
  copied: (folder: string, original: string): Sentence => ({
    en: `${folder} is a copy of the data folder ${original}: use the original, or restore a backup into an empty folder.`,
    nl: `${folder} is een kopie van de map met gegevens ${original}: gebruik het origineel, of zet een back-up terug in een lege map.`,
  }),
  moved: (folder: string, before: string): Sentence => ({
    en: `${folder} was ${before} when it was last used, which is gone: if you moved the folder, run ${adopting(folder)}; if this is a copy, use the original.`,
    nl: `${folder} was bij het laatste gebruik ${before}, en die map is er niet meer: als u de map hebt verplaatst, voer ${adopting(folder)} uit; is dit een kopie, gebruik dan het origineel.`,
  }),
  toNowhere: (folder: string, place: string): Sentence => ({
    en: `the database of ${folder} was in ${place}, which does not exist: a copy of the folder alone does not contain the database. Use the machine that has it, or restore a backup into an empty folder.`,
    nl: `de database van ${folder} stond in ${place}, en die map bestaat niet: een kopie van de map alleen bevat de database niet. Gebruik de machine die hem heeft, of zet een back-up terug in een lege map.`,
  }),
  ofAnother: (folder: string, place: string, owner: string): Sentence => ({
    en: `the database in ${place} belongs to the data folder ${owner}, not to ${folder}: use ${owner}.`,
    nl: `de database in ${place} hoort bij de map met gegevens ${owner}, niet bij ${folder}: gebruik ${owner}.`,
  }),
  ofGone: (folder: string, place: string, owner: string): Sentence => ({
    en: `the database in ${place} belonged to the data folder ${owner}, which is gone: if it is the database of ${folder}, run ${adopting(folder)}.`,
    nl: `de database in ${place} hoorde bij de map met gegevens ${owner}, en die is er niet meer: als het de database van ${folder} is, voer ${adopting(folder)} uit.`,
  }),
  ofUnknown: (folder: string, place: string): Sentence => ({
    en: `the database in ${place} was not made for ${folder}, which is a copy or was moved: use the original; if you moved the folder, run ${adopting(folder)}.`,
    nl: `de database in ${place} is niet voor ${folder} gemaakt; dat is een kopie of een verplaatste map: gebruik het origineel; als u de map hebt verplaatst, voer ${adopting(folder)} uit.`,
  }),
  withoutDatabase: (folder: string): Sentence => ({
    en: `${folder} contains the key or the identity of a ledger, but not its database: restore a backup into an empty folder, or name an empty folder for a new ledger.`,
    nl: `${folder} bevat de sleutel of de identiteit van een regieboek, maar niet de database: zet een back-up terug in een lege map, of noem een lege map voor een nieuw regieboek.`,
  }),
  emptyDatabase: (folder: string): Sentence => ({
    en: `${folder} contains the key of a ledger, but its database is empty: restore a backup into an empty folder, or name an empty folder for a new ledger.`,
    nl: `${folder} bevat de sleutel van een regieboek, maar de database is leeg: zet een back-up terug in een lege map, of noem een lege map voor een nieuw regieboek.`,
  }),
  otherLedger: (folder: string): Sentence => ({
    en: `the database of ${folder} contains another ledger than the folder: restore folder and database from one backup; if the database was restored on purpose, run ${adopting(folder)}.`,
    nl: `de database van ${folder} bevat een ander regieboek dan de map: zet map en database uit één back-up terug; is de database bewust teruggezet, voer dan ${adopting(folder)} uit.`,
  }),
  notALedger: (folder: string): Sentence => ({
    en: `${folder} is not the data folder of a ledger: correct --data-dir; nothing is removed.`,
    nl: `${folder} is geen map met gegevens van een regieboek: verbeter --data-dir; er is niets verwijderd.`,
  }),
};
