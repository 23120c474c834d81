import { bilingual, counted } from '../language/language.js';

/** Help of `status`, `remove` and `--adopt`. */
export const placeHelp = bilingual({
  en: {
    status: 'show where the data is, its version and regions, what waits for a person, and whether a server uses it',
    adopt: 'accept a data folder that was moved, or a database restored from another ledger',
    remove: 'remove a ledger for good: database, keys and journal, wherever they are',
    yes: 'remove; without it the command only says what it would remove',
    leftovers: 'remove databases of deleted data folders instead',
    unknown: 'with --leftovers: also databases of an earlier version whose data folder is unknown',
  },
  nl: {
    status: 'toon waar de gegevens staan, versie en jeugdregio’s, wat op iemand wacht, en of een server ze gebruikt',
    adopt: 'aanvaard een map die is verplaatst, of een database die uit een ander regieboek is teruggezet',
    remove: 'verwijder een regieboek voorgoed: database, sleutels en journaal, waar ze ook staan',
    yes: 'verwijder; zonder deze optie zegt de opdracht alleen wat hij zou verwijderen',
    leftovers: 'verwijder in plaats daarvan databases van verwijderde mappen',
    unknown: 'met --leftovers: ook databases van een eerdere versie waarvan de map onbekend is',
  },
});

/** Output of `status` and `remove`, and places in other output. */
export const placeTexts = bilingual({
  en: {
    elsewhere: (folder: string, database: string) => `${folder}, database in ${database}`,
    more: (count: number) => `${count} more`,
    and: ' and ',
    ofDeleted: (count: number, names: string) =>
      `${counted(count, 'database', 'databases')} of deleted data folders (${names})`,
    ofUnknown: (count: number) => `${counted(count, 'database', 'databases')} of unknown data folders`,
    leftovers: (which: string, place: string) =>
      `${which} left in ${place}: regieboek remove --leftovers lists and removes them`,
    folder: 'data folder',
    database: 'database',
    ofUrl: 'the database of DATABASE_URL',
    postgres: 'PostgreSQL',
    version: 'Regieboek',
    ledger: 'ledger',
    ofVersion: (id: string, version: string) => `${id}, version ${version}`,
    lastBackup: 'last backup',
    never: 'never',
    regions: 'regions',
    none: 'none',
    eventsOf: (region: string, events: number) => `${region} (${counted(events, 'event', 'events')})`,
    parked: 'parked',
    parkedMessages: (count: number) => `${counted(count, 'message', 'messages')}: regieboek parked list`,
    free: 'free space',
    gigabytes: (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`,
    process: 'in use by',
    byProcess: (pid: number) => `process ${pid}`,
    byNone: 'no process',
    wouldRemove: (folder: string, database: string) =>
      `this removes the ledger of ${folder} for good, with its keys, its audit log and its database in ${database}. Keep the audit log first (regieboek audit export), then pass --yes`,
    removed: (folder: string, database: string) =>
      `removed the ledger of ${folder}, with its keys and its database in ${database}`,
    othersStay: (names: string) => `other files in the folder stay: ${names}`,
    keptDatabase: (place: string) => `the database in ${place} stays: it belongs to another data folder`,
    noLeftovers: 'no databases of deleted data folders are left',
    unknownFolder: 'unknown data folder',
    leftoverColumns: ['database', 'data folder'],
    passYes: 'nothing is removed: pass --yes to remove these databases for good',
    passUnknown:
      'databases of unknown data folders stay: start the ledgers that you use once, which marks theirs, then pass --unknown too',
    removedLeftovers: (count: number) => `${counted(count, 'database', 'databases')} removed`,
    nameFolder: 'name the ledger to remove with --data-dir, or pass --leftovers',
    ofDatabaseUrl:
      'DATABASE_URL is set, and remove never drops a database of your own server: unset it, or drop the database yourself',
  },
  nl: {
    elsewhere: (folder, database) => `${folder}, database in ${database}`,
    more: (count) => `nog ${count}`,
    and: ' en ',
    ofDeleted: (count, names) => `${counted(count, 'database', 'databases')} van verwijderde mappen (${names})`,
    ofUnknown: (count) => `${counted(count, 'database', 'databases')} van onbekende mappen`,
    leftovers: (which, place) => `in ${place} zijn nog ${which}: regieboek remove --leftovers toont en verwijdert ze`,
    folder: 'map',
    database: 'database',
    ofUrl: 'de database van DATABASE_URL',
    postgres: 'PostgreSQL',
    version: 'Regieboek',
    ledger: 'regieboek',
    ofVersion: (id, version) => `${id}, versie ${version}`,
    lastBackup: 'laatste back-up',
    never: 'nooit',
    regions: 'jeugdregio’s',
    none: 'geen',
    eventsOf: (region, events) => `${region} (${counted(events, 'gebeurtenis', 'gebeurtenissen')})`,
    parked: 'geparkeerd',
    parkedMessages: (count) => `${counted(count, 'bericht', 'berichten')}: regieboek parked list`,
    free: 'vrije ruimte',
    gigabytes: (bytes) => `${(bytes / 1e9).toFixed(1).replace('.', ',')} GB`,
    process: 'in gebruik bij',
    byProcess: (pid) => `proces ${pid}`,
    byNone: 'geen proces',
    wouldRemove: (folder, database) =>
      `dit verwijdert het regieboek van ${folder} voorgoed, met de sleutels, de auditlog en de database in ${database}. Bewaar eerst de auditlog (regieboek audit export), en geef dan --yes`,
    removed: (folder, database) =>
      `het regieboek van ${folder} is verwijderd, met de sleutels en de database in ${database}`,
    othersStay: (names) => `andere bestanden in de map blijven: ${names}`,
    keptDatabase: (place) => `de database in ${place} blijft: die hoort bij een andere map`,
    noLeftovers: 'er zijn geen databases van verwijderde mappen over',
    unknownFolder: 'onbekende map',
    leftoverColumns: ['database', 'map'],
    passYes: 'er is niets verwijderd: geef --yes om deze databases voorgoed te verwijderen',
    passUnknown:
      'databases van onbekende mappen blijven: start de regieboeken die u gebruikt één keer, dat merkt hun database, en geef dan ook --unknown',
    removedLeftovers: (count) => `${counted(count, 'database', 'databases')} verwijderd`,
    nameFolder: 'noem het regieboek dat weg moet met --data-dir, of geef --leftovers',
    ofDatabaseUrl:
      'DATABASE_URL is gezet, en remove verwijdert nooit een database van uw eigen server: maak DATABASE_URL leeg, of verwijder de database zelf',
  },
});
