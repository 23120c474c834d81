import { bilingual, counted } from '../language/language.js';

/** Output of `parked`. */
export const parkedTexts = bilingual({
  en: {
    addressMissing:
      'select the parked streams and messages: name the data folder with --data-dir, set DATABASE_URL to the database of the service, or pass it with --database',
    nothing: 'nothing is parked',
    streamColumns: ['stream', 'read model', 'position', 'waiting', 'attempts', 'since', 'reason'],
    messageColumns: ['message', 'service', 'kind', 'since', 'reason'],
    notParked: (name: string) => `${name} is not parked: see regieboek parked list`,
    applied: (stream: string, count: number) => `${stream}: ${counted(count, 'record', 'records')} applied`,
    parkedAgain: (reason: string) => `, then parked again: ${reason}`,
    stillParked: (stream: string) => `${stream} is still parked: repair the cause, or skip the record`,
    retried: (name: string) => `message ${name} is retried: by the running server, or at the next import or start`,
    skipped: (name: string) => `message ${name} is skipped; it is kept, with the reason`,
  },
  nl: {
    addressMissing:
      'kies de geparkeerde stromen en berichten: noem de map met gegevens met --data-dir, zet DATABASE_URL op de database van de dienst, of geef die met --database',
    nothing: 'niets is geparkeerd',
    streamColumns: ['stroom', 'leesmodel', 'plaats', 'wachtend', 'pogingen', 'sinds', 'reden'],
    messageColumns: ['bericht', 'dienst', 'soort', 'sinds', 'reden'],
    notParked: (name) => `${name} is niet geparkeerd: zie regieboek parked list`,
    applied: (stream, count) => `${stream}: ${counted(count, 'record', 'records')} verwerkt`,
    parkedAgain: (reason) => `, daarna opnieuw geparkeerd: ${reason}`,
    stillParked: (stream) => `${stream} is nog geparkeerd: herstel de oorzaak of sla het record over`,
    retried: (name) =>
      `bericht ${name} wordt opnieuw geprobeerd: door de draaiende server, of bij de volgende import of start`,
    skipped: (name) => `bericht ${name} is overgeslagen; het blijft bewaard, met de reden`,
  },
});

/** Output of `keys`. */
export const keyTexts = bilingual({
  en: {
    columns: ['table', 'rows', 'with an older key'],
    contentDamaged:
      'the key decrypts the vault but not all of its content, which was changed or encrypted with another key: restore the database from a backup',
    rotating: (key: string) =>
      `everything decrypts; a rotation to key ${key} is unfinished: regieboek keys rotate continues it`,
    healthy: (key: string) => `everything decrypts; the vault key is ${key}`,
    needsNewKey: (variable: string) =>
      `the key comes from REGIEBOEK_VAULT_KEY: generate a new one (openssl rand -hex 32) and pass it as ${variable}`,
    otherKey: (begun: string, variable: string, given: string) =>
      `a rotation to key ${begun} is unfinished, and ${variable} contains key ${given}: pass the key of that rotation`,
    setVariable: (from: string, to: string) =>
      `set REGIEBOEK_VAULT_KEY to key ${to} now; store key ${from} for earlier backups, separately from them`,
    copyFile: (from: string, to: string) =>
      `vault.key contains key ${to}: copy it; vault.key.${from} decrypts earlier backups: move it to where you store those keys, separately from the backups`,
    missing: 'the vault key is missing: restore it from its copy',
    rotatedMeanwhile: (key: string) =>
      `key ${key} was rotated away since this was asked for: decline this request, and ask again`,
    progress: (rows: number) => `encrypted ${rows} rows`,
    wasBegun: 'finished an earlier rotation: ',
    rotated: (rows: number, to: string, from: string) =>
      `${counted(rows, 'row', 'rows')} encrypted with key ${to}; key ${from} decrypts nothing here any more`,
  },
  nl: {
    columns: ['tabel', 'rijen', 'met een oudere sleutel'],
    contentDamaged:
      'de sleutel ontsleutelt de kluis maar niet alles daarin; dat is gewijzigd of met een andere sleutel versleuteld: zet een back-up van de database terug',
    rotating: (key) =>
      `alles is te ontsleutelen; een wisseling naar sleutel ${key} is niet af: regieboek keys rotate gaat ermee verder`,
    healthy: (key) => `alles is te ontsleutelen; de kluissleutel is ${key}`,
    needsNewKey: (variable) =>
      `de sleutel komt uit REGIEBOEK_VAULT_KEY: maak een nieuwe (openssl rand -hex 32) en geef die als ${variable}`,
    otherKey: (begun, variable, given) =>
      `een wisseling naar sleutel ${begun} is niet af, en ${variable} bevat sleutel ${given}: geef de sleutel van die wisseling`,
    setVariable: (from, to) =>
      `zet REGIEBOEK_VAULT_KEY nu op sleutel ${to}; bewaar sleutel ${from} voor eerdere back-ups, gescheiden daarvan`,
    copyFile: (from, to) =>
      `vault.key bevat sleutel ${to}: kopieer die; vault.key.${from} ontsleutelt eerdere back-ups: bewaar die bij uw andere sleutels, gescheiden van de back-ups`,
    missing: 'de kluissleutel ontbreekt: zet hem terug vanaf de kopie',
    rotatedMeanwhile: (key) =>
      `sleutel ${key} is vervangen sinds dit is gevraagd: wijs dit verzoek af en vraag het opnieuw`,
    progress: (rows) => `${rows} rijen versleuteld`,
    wasBegun: 'een eerdere wisseling is afgemaakt: ',
    rotated: (rows, to, from) =>
      `${counted(rows, 'rij', 'rijen')} versleuteld met sleutel ${to}; sleutel ${from} ontsleutelt hier niets meer`,
  },
});

/** Output of `read-models`. */
export const readModelTexts = bilingual({
  en: {
    addressMissing:
      'select the read models: name the data folder with --data-dir, set DATABASE_URL to the database of the service, or pass it with --database',
    none: 'no read model has a region here',
    columns: ['read model', 'region', 'contexts', 'source', 'position', 'head', 'rebuilt up to', 'tables'],
    feed: 'feed',
    log: 'log',
    noneInDatabase: 'this database has no read models: start the service once, which creates them',
    unknown: (name: string, names: string) => `this database has no read model ${name}; it has ${names}`,
    continuing: (name: string) => `${name}: continuing an interrupted rebuild`,
    rebuilding: (name: string) => `${name}: rebuilding beside the live one`,
    applied: (name: string, region: string, position: number) =>
      `${name}: region ${region} applied up to position ${position}`,
    progress: (name: string, region: string, position: number, head: number) =>
      `${name}: region ${region}: ${position} of ${head} events`,
    switching: (name: string) => `${name}: switching`,
    waiting: (name: string) => `${name}: waiting for queries on the live tables`,
    rebuilt: (name: string, regions: number) =>
      `${name}: rebuilt from the log in ${counted(regions, 'region', 'regions')}`,
    feedContinues: '; its feed continues from there',
  },
  nl: {
    addressMissing:
      'kies de leesmodellen: noem de map met gegevens met --data-dir, zet DATABASE_URL op de database van de dienst, of geef die met --database',
    none: 'geen leesmodel heeft hier een jeugdregio',
    columns: ['leesmodel', 'jeugdregio', 'contexten', 'bron', 'plaats', 'einde', 'herbouwd tot', 'tabellen'],
    feed: 'feed',
    log: 'logboek',
    noneInDatabase: 'deze database heeft geen leesmodellen: start de dienst één keer, die maakt ze',
    unknown: (name, names) => `deze database heeft geen leesmodel ${name}; wel ${names}`,
    continuing: (name) => `${name}: een onderbroken opbouw gaat verder`,
    rebuilding: (name) => `${name}: opbouwen naast het huidige`,
    applied: (name, region, position) => `${name}: jeugdregio ${region} verwerkt tot en met plaats ${position}`,
    progress: (name, region, position, head) => `${name}: jeugdregio ${region}: ${position} van ${head} gebeurtenissen`,
    switching: (name) => `${name}: wisselen`,
    waiting: (name) => `${name}: wacht op vragen aan de huidige tabellen`,
    rebuilt: (name, regions) =>
      `${name}: opnieuw opgebouwd uit het logboek in ${counted(regions, 'jeugdregio', 'jeugdregio’s')}`,
    feedContinues: '; de feed gaat van daar verder',
  },
});
