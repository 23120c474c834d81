import { bilingual } from '../language/language.js';

/** Help and output of `upgrade`. */
export const upgradeTexts = bilingual({
  en: {
    help: 'bring a ledger of an older version up to date, after a backup',
    backup: 'make a backup in this folder first',
    withoutBackup: 'make no backup: one that was made elsewhere is new enough',
    chooseOne: 'pass --backup <folder>, so that a backup is made first, or --without-backup when you have one',
    isCurrent: (version: string) => `the ledger is of version ${version}: nothing changes`,
    backedUp: (folder: string) => `backup made in ${folder}`,
    upgraded: (from: string, to: string) => `the ledger was of version ${from} and is now of version ${to}`,
  },
  nl: {
    help: 'werk een regieboek van een oudere versie bij, na een back-up',
    backup: 'maak eerst een back-up in deze map',
    withoutBackup: 'maak geen back-up: een die elders is gemaakt is nieuw genoeg',
    chooseOne: 'geef --backup <map>, zodat eerst een back-up wordt gemaakt, of --without-backup als u er al een hebt',
    isCurrent: (version) => `het regieboek is van versie ${version}: er verandert niets`,
    backedUp: (folder) => `back-up gemaakt in ${folder}`,
    upgraded: (from, to) => `het regieboek was van versie ${from} en is nu van versie ${to}`,
  },
});
