/** The story in a second region, with values of its own that can be recognised wherever they turn up. Invented. */
import * as story from '../story.js';

export const region = 'kanarie';
export const provider = '99990077';
export const payer = '0014';
export const responsible = '0034';
export const [bsn = '', otherBsn = '', unknownBsn = ''] = story.testBsns(9).slice(6);

const values: readonly (readonly [RegExp, string])[] = [
  [/\bzhz\b/g, region],
  [/Zuid-Holland Zuid/g, 'Kanariestreek'],
  [/Dordrecht/g, 'Kanariedam'],
  [/Molenlanden/g, 'Kanarielanden'],
  [/Voorbeeld Jeugdhulp/g, 'Kanariehulp'],
  [/Crisisplaatsen/g, 'Kanarieplaatsen'],
  [/\b0505\b/g, payer],
  [/\b1978\b/g, responsible],
  [/99990001/g, provider],
  [new RegExp(story.bsn, 'g'), bsn],
  [new RegExp(story.otherBsn, 'g'), otherBsn],
  [new RegExp(story.testBsns(3)[2] ?? '', 'g'), unknownBsn],
  [new RegExp(story.familyName, 'g'), 'Kanariesma'],
  [new RegExp(story.streetName, 'g'), 'Kanariestraatje'],
  [/70000(\d)/g, '80077$1'],
  [/>(DEC)?([TSDL])(\d)</g, '>$1KANARIE$2$3<'],
  [/\bL(\d)\b/g, 'KANARIEL$1'],
];

/** A text of the story with the values of the neighbour. */
export const neighbours = (text: string): string =>
  values.reduce((sum, [mine, own]) => sum.replaceAll(mine, own), text);

/** Everything that is only the neighbour's, besides the pseudonyms and ids that the product gave. */
export const canaries = ['anarie', 'KANARIE', provider, `"${payer}"`, bsn, otherBsn, unknownBsn];

/** Numbers of its assignments: as a part of an id or a digest, these digits are a coincidence. */
const assignment = /(?<![0-9A-Za-z])80077\d(?![0-9A-Za-z])/;

/** Values of the neighbour in a text: of those given, and numbers of assignments. */
export const shownIn = (text: string, values: readonly string[] = canaries): string[] => [
  ...values.filter((value) => text.includes(value)),
  ...(assignment.exec(text) ?? []),
];
