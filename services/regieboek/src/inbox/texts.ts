import { bilingual, counted } from '../cli/language/language.js';

/** Texts of the inbox: reasons beside files, and lines of the log. */
export const inboxTexts = bilingual({
  en: {
    refused: 'This file was refused, and nothing of it was recorded. Reasons:',
    answered: 'The message was answered, and the answer refuses it. Reasons:',
    repair: 'Repair it, and put it back into the inbox.',
    newMessage: 'An answered message needs a new one, with a new Identificatie.',
    waiting: 'This file stays in the inbox: the ledger cannot take it now, and tries it again. Reason:',
    line: (line: string) => `line ${line}`,
    column: 'column',
    places: { file: 'file', message: 'message', header: 'header' },
    otherRegion: (region: string, folder: string) =>
      `it is of region ${region}, and this folder is of region ${folder}: put it into the folder of its region`,
    nothing: 'contains no file that can be imported',
    unknown: 'is not an iJw message, a CSV file of residence facts or a contracts.yaml',
    notPlain: 'is not an ordinary file (a link, a device or a pipe): put the file itself into the inbox',
    more: (more: number) => `... and ${more} more`,
    unexpected: 'it cannot be processed: see the log of the server',
  },
  nl: {
    refused: 'Dit bestand is geweigerd, en er is niets van vastgelegd. Redenen:',
    answered: 'Het bericht is beantwoord, en het antwoord wijst het af. Redenen:',
    repair: 'Herstel het, en zet het terug in de inbox.',
    newMessage: 'Een beantwoord bericht vraagt om een nieuw bericht, met een nieuwe Identificatie.',
    waiting: 'Dit bestand blijft in de inbox: het regieboek kan het nu niet verwerken en probeert het opnieuw. Reden:',
    line: (line) => `regel ${line}`,
    column: 'kolom',
    places: { file: 'bestand', message: 'bericht', header: 'header' },
    otherRegion: (region, folder) =>
      `het is van regio ${region}, en deze map is van regio ${folder}: zet het in de map van die regio`,
    nothing: 'bevat geen bestand dat te importeren is',
    unknown: 'is geen iJw-bericht, CSV-bestand met woonplaatsgegevens of contracts.yaml',
    notPlain: 'is geen gewoon bestand (een koppeling, een apparaat of een pijp): zet het bestand zelf in de inbox',
    more: (more) => `... en nog ${more}`,
    unexpected: 'het is niet te verwerken: zie de log van de server',
  },
});

/** Line of the log about a batch: numbers only, because names of files can name people. */
export const batchLine = (
  folder: string,
  { done, refused, left }: Readonly<Record<'done' | 'refused' | 'left', number>>,
) => `${folder}: ${counted(done, 'file', 'files')} processed, ${refused} refused, ${left} left for later`;
