import { type Day, toDay } from '@regieboek/kernel';

/** First day of the Jeugdwet; earlier days fall under law this engine does not know. */
export const JEUGDWET_FROM: Day = toDay('2015-01-01');

/** First day of the residence principle of Stb. 2020, 78, also for stays begun earlier (WPB-T1). */
export const NEW_LAW_FROM: Day = toDay('2022-01-01');

/** Rule of the decision table that gave an answer. */
export type RuleId =
  | 'WPB-O1'
  | 'WPB-2015-V1'
  | 'WPB-2015-V1b'
  | 'WPB-2015-V2'
  | 'WPB-2015-V3'
  | 'WPB-2015-V4'
  | 'WPB-2015-V5'
  | 'WPB-2015-U1'
  | 'WPB-2022-V1'
  | 'WPB-2022-V2'
  | 'WPB-2022-V2b'
  | 'WPB-2022-V3a'
  | 'WPB-2022-V3b'
  | 'WPB-2022-V4'
  | 'WPB-2022-U1'
  | 'WPB-P1';

/** One bit per reason to put an answer to a person (beoordeling); reasons of several days are joined by `|`. */
export const review = {
  /** U1: nothing applies. */
  undetermined: 1,
  /** V2b: care connected with an earlier stay in a JJI. */
  'jji-linked': 2,
  /** V3a: the mother's municipality at birth decides. */
  'mother-at-birth': 4,
  /** V3b: the actual stay at the request decides. */
  'actual-stay': 8,
  /** V4: residence outside the Netherlands. */
  abroad: 16,
  /** A gap of 1-14 days between stays (WPB-K2), whatever the region's tolerance. */
  'short-gap': 32,
  /** The address that decides is one of an institution. */
  'institution-address': 64,
  /** The address that would decide is one of special reception (bijzondere opvang). */
  'special-reception': 128,
  /** The registration changed in the seven days before the chain started. */
  'move-before-stay': 256,
  /** Born into the stay: no address of its own before it. */
  'born-into-stay': 512,
  /** Regular respite (logeren): chain or ambulatory is an open dispute (WPB-K3). */
  'part-time-stay': 1024,
  /** A Wlz stay begun before the first day on which Wlz stays count. */
  'wlz-stay': 2048,
  /** The municipality was split and the address is not known (WPB-M1). */
  'split-municipality': 4096,
  /** Care is flagged as connected with a JJI stay, but no such stay is known. */
  'jji-stay-unknown': 8192,
  /** Before 2022: the parent the child stays with was read from the child's registration. */
  'parent-from-registration': 16384,
  /** Before 2022: registered residence of an adult at an address that is doubtful or of special reception. */
  'doubtful-address': 32768,
  /** A decision names a municipality that does not exist any more on the day. */
  'decided-code-ended': 65536,
  /** A fact recorded later changes a period that was settled. */
  'settled-period-changed': 131072,
  /** Several decisions cover the day; the one recorded last holds. */
  'decisions-overlap': 262144,
} satisfies Record<string, number>;

/** Why an answer should be put to a person. */
export type ReviewReason = keyof typeof review;

/** Type guard over the names of `review`. */
export const isReviewReason = (name: string): name is ReviewReason => Object.hasOwn(review, name);

/** All reasons, in the order of their bits. */
export const reviewReasons: readonly ReviewReason[] = Object.keys(review).filter(isReviewReason);

/** The reasons a set of bits stands for, in the order of the bits. */
export const reasonsOf = (bits: number): ReviewReason[] =>
  reviewReasons.filter((reason) => (bits & review[reason]) !== 0);
