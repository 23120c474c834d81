import type { JW323Prestatie } from '../../generated/messages.js';
import type {
  DeclarationHead,
  DeclarationVisitor,
  DeclaredClient,
  DeclaredLine,
} from '../../read/declaration-reader.js';
import type { RuleDescription } from '../rule.js';

/** Reports a breach of the rule at a line, a client, or (without place) the declaration as a whole. */
export type ReportPlace = (place?: DeclaredLine | DeclaredClient) => void;

/** A rule at work on one declaration: it receives the parts in order and stores the data that it needs. */
export type Watch = Partial<DeclarationVisitor> & { end?(): void };

/** A rule inside a JW323 that needs one pass in document order. */
export interface DeclarationRule extends RuleDescription {
  /** Element at which the breach is reported, inside the class; empty for the class itself. */
  readonly element: string;
  start(report: ReportPlace): Watch;
}

const described = (rule: string, on: string, element: string, sentence: string): Omit<DeclarationRule, 'start'> => ({
  rule,
  level: 2,
  code: '0001',
  messages: ['JW323'],
  on: element ? `${on}/${element}` : on,
  element,
  sentence,
});

/** A rule on each line separately, with access to the head. */
export const lineRule = (
  rule: string,
  element: string,
  sentence: string,
  isBroken: (line: JW323Prestatie, head: DeclarationHead) => boolean,
): DeclarationRule => ({
  ...described(rule, 'Prestatie', element, sentence),
  start(report) {
    let head: DeclarationHead | undefined;
    return {
      head: (given) => {
        head = given;
      },
      line: (line) => {
        if (head && isBroken(line.prestatie, head)) report(line);
      },
    };
  },
});

/** A rule on the head only. */
export const headRule = (
  rule: string,
  element: string,
  sentence: string,
  isBroken: (head: DeclarationHead) => boolean,
): DeclarationRule => ({
  ...described(rule, 'Declaratie', element, sentence),
  start: (report) => ({
    head: (head) => {
      if (isBroken(head)) report();
    },
  }),
});

/** A rule that remembers earlier parts; `on` is the class of the places it reports. */
export const watchingRule = (
  [rule, on, element]: readonly [rule: string, on: 'Declaratie' | 'Client' | 'Prestatie', element: string],
  sentence: string,
  start: DeclarationRule['start'],
): DeclarationRule => ({ ...described(rule, on, element, sentence), start });
