import { type Day, toDay } from '@regieboek/kernel';

/** First day of the Jeugdwet; earlier days fall under law that the engine does not support. */
export const JEUGDWET_FROM: Day = toDay('2015-01-01');

/** First day of the residence principle of Stb. 2020, 78, also for stays that began earlier (WPB-T1). */
export const NEW_LAW_FROM: Day = toDay('2022-01-01');

/** Rule of the decision table that decided the answer. */
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

/** One bit per reason for review (beoordeling); the reasons of several days are joined by `|`. */
export const review = {
  /** U1: no rule applies. */
  undetermined: 1,
  /** V2b: care linked to an earlier stay in a JJI. */
  'jji-linked': 2,
  /** V3a: the mother's municipality at birth decides. */
  'mother-at-birth': 4,
  /** V3b: the actual stay at the request decides. */
  'actual-stay': 8,
  /** V4: residence outside the Netherlands. */
  abroad: 16,
  /** A gap of 1-14 days between stays (WPB-K2), regardless of the region's tolerance. */
  'short-gap': 32,
  /** The address that decides is that of an institution. */
  'institution-address': 64,
  /** The address that would decide is one of special reception (bijzondere opvang). */
  'special-reception': 128,
  /** The registration changed in the seven days before the chain started. */
  'move-before-stay': 256,
  /** Born during the stay: no earlier address. */
  'born-into-stay': 512,
  /** Regular respite (logeren): the law leaves open whether it is a chain or ambulatory (WPB-K3). */
  'part-time-stay': 1024,
  /** A Wlz stay that began before the first day on which Wlz stays count. */
  'wlz-stay': 2048,
  /** The municipality was split and the address is not known (WPB-M1). */
  'split-municipality': 4096,
  /** Care is marked as linked to a JJI stay, but no such stay is known. */
  'jji-stay-unknown': 8192,
  /** Before 2022: the child's registration was used to find the parent with whom it stays. */
  'parent-from-registration': 16384,
  /** Before 2022: registered residence of an adult at a doubtful address or at special reception. */
  'doubtful-address': 32768,
  /** A decision names a municipality that no longer exists on the day. */
  'decided-code-ended': 65536,
  /** A fact recorded later changes a period that was settled. */
  'settled-period-changed': 131072,
  /** Several decisions cover the day; the last recorded one applies. */
  'decisions-overlap': 262144,
} satisfies Record<string, number>;

/** Why a person should review an answer. */
export type ReviewReason = keyof typeof review;

/** Type guard over the names of `review`. */
export const isReviewReason = (name: string): name is ReviewReason => Object.hasOwn(review, name);

/** All reasons, in the order of their bits. */
export const reviewReasons: readonly ReviewReason[] = Object.keys(review).filter(isReviewReason);

/** The reasons in a set of bits, in bit order. */
export const reasonsOf = (bits: number): ReviewReason[] =>
  reviewReasons.filter((reason) => (bits & review[reason]) !== 0);
