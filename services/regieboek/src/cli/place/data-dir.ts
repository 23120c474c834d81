import { InvalidArgumentError, Option } from 'commander';
import type { Language } from '@regieboek/kernel';
import { optionHelp } from '../language/help-texts.js';

/** Option that names the data folder. Throws InvalidArgumentError for an empty name, which would mean the usual folder. */
export const dataDir = (language: Language): Option =>
  new Option('--data-dir <folder>', optionHelp[language].dataDir).argParser((folder) => {
    if (folder.trim() === '') throw new InvalidArgumentError(optionHelp[language].dataDirEmpty);
    return folder;
  });
