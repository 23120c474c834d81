import { JEUGDWET_FROM } from '@regieboek/residence';
import { OPEN, toDay, type Day, fromDay } from '@regieboek/kernel';

/** A municipality of a region: CBS code, name, relative number of youths, and its days of membership. */
export interface Member {
  readonly code: string;
  readonly name: string;
  /** Weight when youths are spread; an ended municipality has none. Invented, larger for larger towns. */
  readonly weight: number;
  readonly from: string;
  readonly to: string | null;
}

/** A municipal reorganisation: the codes that ended and their successor, null when one was split up. */
interface Reorganisation {
  readonly date: string;
  readonly from: readonly string[];
  readonly to: string | null;
}

/** Key by which the region divides a lump sum: the four models, spread over the regions. */
export type KeyModel = 'fixed' | 'use' | 'hybrid' | 'multi-year';

/** A region of the demo: its purchasing organisation and municipalities. */
export interface DemoRegion {
  readonly id: string;
  /** First digit of assignment numbers and messages. */
  readonly digit: number;
  readonly name: string;
  readonly organisation: string;
  /** Youths with care in a year, the base of the spread over regions (figures.json A6; West-Brabant Oost estimated). */
  readonly youthsAYear: number;
  readonly members: readonly Member[];
  readonly mergers: readonly Reorganisation[];
  readonly keys: readonly KeyModel[];
  /** Words for invented names of providers. */
  readonly words: readonly string[];
}

/** Regions co-operate from the first day of the Jeugdwet. */
const JEUGDWET: string = fromDay(JEUGDWET_FROM);
const REORGANISED = '2019-01-01';

const member = (code: string, name: string, weight: number, from = JEUGDWET): Member => ({
  code,
  name,
  weight,
  from,
  to: null,
});

const ended = (code: string, name: string): Member => ({ code, name, weight: 0, from: JEUGDWET, to: '2018-12-31' });

const zeeland: DemoRegion = {
  id: 'zeeland',
  digit: 1,
  name: 'Zeeland',
  organisation: 'Inkooporganisatie Jeugdhulp Zeeland',
  youthsAYear: 11_000,
  members: [
    member('0654', 'Borsele', 6),
    member('0664', 'Goes', 11),
    member('0677', 'Hulst', 7),
    member('0678', 'Kapelle', 3),
    member('0687', 'Middelburg', 13),
    member('0703', 'Reimerswaal', 6),
    member('0715', 'Terneuzen', 15),
    member('0716', 'Tholen', 6),
    member('0717', 'Veere', 5),
    member('0718', 'Vlissingen', 14),
    member('1676', 'Schouwen-Duiveland', 8),
    member('1695', 'Noord-Beveland', 2),
    member('1714', 'Sluis', 5),
  ],
  mergers: [],
  keys: ['fixed', 'multi-year'],
  words: [
    'Duinrand',
    'Zilt',
    'Schor',
    'Kreek',
    'Vloed',
    'Kwelder',
    'Branding',
    'Schelp',
    'Strandpaal',
    'Getij',
    'Baken',
  ],
};

const westBrabantWest: DemoRegion = {
  id: 'wbw',
  digit: 2,
  name: 'West-Brabant West',
  organisation: 'ZI2T',
  youthsAYear: 9_400,
  members: [
    member('0748', 'Bergen op Zoom', 20),
    member('0777', 'Etten-Leur', 12),
    member('0840', 'Rucphen', 6),
    member('0851', 'Steenbergen', 6),
    member('0873', 'Woensdrecht', 5),
    member('0879', 'Zundert', 5),
    member('1655', 'Halderberge', 7),
    member('1674', 'Roosendaal', 21),
    member('1709', 'Moerdijk', 9),
  ],
  mergers: [],
  keys: ['use'],
  words: [
    'Heideveld',
    'Turfvaart',
    'Zandpad',
    'Mastbos',
    'Ven',
    'Dreef',
    'Akker',
    'Beemd',
    'Houtwal',
    'Vaart',
    'Stuifzand',
  ],
};

const westBrabantOost: DemoRegion = {
  id: 'wbo',
  digit: 3,
  name: 'West-Brabant Oost',
  organisation: 'Inkoopsamenwerking Jeugdhulp West-Brabant Oost',
  youthsAYear: 8_000,
  members: [
    member('0744', 'Baarle-Nassau', 2),
    member('0758', 'Breda', 45),
    member('0779', 'Geertruidenberg', 7),
    member('0826', 'Oosterhout', 15),
    member('1719', 'Drimmelen', 8),
    member('1723', 'Alphen-Chaam', 3),
    member('1959', 'Altena', 16, REORGANISED),
    ended('0738', 'Aalburg'),
    ended('0870', 'Werkendam'),
    ended('0874', 'Woudrichem'),
  ],
  mergers: [
    { date: REORGANISED, from: ['0738', '0870', '0874'], to: '1959' },
    { date: '2021-01-01', from: ['0788'], to: null },
  ],
  keys: ['hybrid'],
  words: [
    'Griend',
    'Wilgenhof',
    'Uiterwaard',
    'Biesbosch',
    'Donge',
    'Kreupelhout',
    'Singel',
    'Linde',
    'Landgoed',
    'Hooi',
    'Steeg',
  ],
};

const zuidHollandZuid: DemoRegion = {
  id: 'zhz',
  digit: 4,
  name: 'Zuid-Holland Zuid',
  organisation: 'Serviceorganisatie Jeugd Zuid-Holland Zuid (SOJ)',
  youthsAYear: 14_000,
  members: [
    member('0482', 'Alblasserdam', 5),
    member('0505', 'Dordrecht', 35),
    member('0512', 'Gorinchem', 11),
    member('0523', 'Hardinxveld-Giessendam', 4),
    member('0531', 'Hendrik-Ido-Ambacht', 8),
    member('0590', 'Papendrecht', 9),
    member('0610', 'Sliedrecht', 7),
    member('0642', 'Zwijndrecht', 14),
    member('1963', 'Hoeksche Waard', 20, REORGANISED),
    member('1978', 'Molenlanden', 9, REORGANISED),
    ended('0585', 'Binnenmaas'),
    ended('0611', 'Cromstrijen'),
    ended('0588', 'Korendijk'),
    ended('0584', 'Oud-Beijerland'),
    ended('0617', 'Strijen'),
    ended('0689', 'Giessenlanden'),
    ended('1927', 'Molenwaard'),
    ended('0545', 'Leerdam'),
    ended('0707', 'Zederik'),
  ],
  mergers: [
    { date: REORGANISED, from: ['0689', '1927'], to: '1978' },
    { date: REORGANISED, from: ['0585', '0611', '0588', '0584', '0617'], to: '1963' },
    { date: REORGANISED, from: ['0545', '0707', '0620'], to: '1961' },
  ],
  keys: ['hybrid', 'fixed'],
  words: ['Griendwerk', 'Waal', 'Merwe', 'Steiger', 'Molenkade', 'Polder', 'Dijk', 'Spui', 'Wantij', 'Sluis', 'Haven'],
};

/** The four regions; a municipality is in one of them only. Names and codes: CBS list of 2026, jeugdregio's. */
export const demoRegions: readonly DemoRegion[] = [zeeland, westBrabantWest, westBrabantOost, zuidHollandZuid];

/** Members that exist today, among which youths are spread. */
export const currentMembers = ({ members }: DemoRegion): Member[] => members.filter(({ to }) => to === null);

/** Day nearest to the requested one on which a municipality takes part in its region; messages to and from it are dated then. */
export function dayOfMember(code: string, wanted: Day): Day {
  const member = demoRegions.flatMap(({ members }) => members).find((one) => one.code === code);
  if (!member) return wanted;
  const last = member.to === null ? OPEN : toDay(member.to);
  return Math.min(Math.max(wanted, toDay(member.from)), last);
}
