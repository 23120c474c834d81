import type { Finding } from '../../finding.js';
import type { MessageType } from '../../generated/elements.js';
import type { Message, SourceLines } from '../../read/read-message.js';
import { findingOf, type RuleDescription } from '../rule.js';

/** Messages that are judged as one value; a JW323 is judged line by line while it is read, and retours have no rules. */
export type JudgedMessage = Extract<
  Message,
  { type: 'JW301' | 'JW305' | 'JW307' | 'JW315' | 'JW317' | 'JW319' | 'JW325' }
>;

/** A part of a message with its path. */
export interface Located<T> {
  readonly path: string;
  readonly value: T;
}

/** A rule that checks one message as a whole. */
export interface MessageRule extends RuleDescription {
  /** The places that break the rule. */
  breaches(message: JudgedMessage): readonly Located<object>[];
}

/** Messages, class and element a rule is attached to; without element the class itself. */
export interface Attachment {
  readonly messages: readonly MessageType[];
  readonly on: string;
  readonly element?: string;
}

/** Returns a check for single parts of one message, after seeing all of them. */
export type Judge<T> = (message: JudgedMessage, parts: readonly Located<T>[]) => (part: T) => boolean;

/** A rule of level 2: `partsOf` finds the parts to check, `judge` returns those that break it. */
export function comparingRule<T extends object>(
  rule: string,
  { messages, on, element }: Attachment,
  sentence: string,
  [partsOf, judge]: readonly [partsOf: (message: JudgedMessage) => readonly Located<T>[], judge: Judge<T>],
): MessageRule {
  return {
    rule,
    level: 2,
    code: '0001',
    messages,
    on: element ? `${on}/${element}` : on,
    sentence,
    breaches: (message) => {
      const parts = partsOf(message);
      const isBroken = judge(message, parts);
      const broken = parts.filter(({ value }) => isBroken(value));
      return element ? broken.map(({ path, value }) => ({ path: `${path}/${element}`, value })) : broken;
    },
  };
}

/** A rule of level 2 that judges every part separately. */
export const messageRule = <T extends object>(
  rule: string,
  attachment: Attachment,
  sentence: string,
  [partsOf, isBroken]: readonly [
    partsOf: (message: JudgedMessage) => readonly Located<T>[],
    isBroken: (part: T, message: JudgedMessage) => boolean,
  ],
): MessageRule => comparingRule(rule, attachment, sentence, [partsOf, (message) => (part) => isBroken(part, message)]);

/** Rule TR101 (or an equivalent): parts with the key of an earlier part. */
export const uniqueRule = <T extends object>(
  attachment: Attachment,
  sentence: string,
  [partsOf, keyOf]: readonly [partsOf: (message: JudgedMessage) => readonly Located<T>[], keyOf: (part: T) => string],
  rule = 'TR101',
): MessageRule =>
  comparingRule(rule, attachment, sentence, [
    partsOf,
    () => {
      const seen = new Set<string>();
      return (part) => seen.size === seen.add(keyOf(part)).size;
    },
  ]);

/** Every finding of `rules` in a message, in the order of the rules. */
export const applyRules = (rules: readonly MessageRule[], message: JudgedMessage, lines: SourceLines): Finding[] =>
  rules
    .filter((rule) => rule.messages.includes(message.type))
    .flatMap((rule) => rule.breaches(message).map(({ path, value }) => findingOf(rule, path, lines.get(value) ?? 0)));
