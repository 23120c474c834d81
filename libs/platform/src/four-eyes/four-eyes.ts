import type { ActionName, Actor } from '@regieboek/access';
import { Refusal } from '@regieboek/kernel';
import { actorCode } from '../access/actor-code.js';
import { actorNow, isAllowed, mustBeAllowed } from '../access/allowed.js';
import { notFound } from '../http/problems/problem.js';
import type { Cipher } from '../secrets/cipher.js';
import type { Approval, ApprovalAsked } from './approval.js';
import { LAPSES_AFTER_MS, placeOf, type Approvals, type Decider } from './store/approvals.js';
import type { ApprovalRow } from './store/entity.js';
import type { ByTwo, UseCaseOfTwo } from './use-case.js';

/** A use case whose content was checked at the request. */
type AnyUseCase = Omit<UseCaseOfTwo<unknown, unknown>, 'describe'>;

const refused = (code: string, message: string): Refusal => new Refusal(code, 'conflict', message);

/** Actions as the store keeps them: those of use cases, which are actions of the table. */
const actionOf = ({ action }: ApprovalRow): ActionName => action as ActionName;

/** Options that the process sets. */
export interface FourEyesOptions {
  /** Whether a second person is required; otherwise one person decides. */
  readonly isOn: boolean;
  /** Cipher of the codes of actors, when another than that of the contents. */
  readonly actors?: Pick<Cipher, 'id'>;
}

/** Decisions of two people (vier ogen): one requests, another confirms or declines, and the confirmation carries out the request. */
export class FourEyes {
  private readonly useCases = new Map<string, AnyUseCase>();

  constructor(
    private readonly approvals: Approvals,
    private readonly cipher: Cipher,
    private readonly options: FourEyesOptions,
  ) {}

  /** Whether a second person is required. */
  get isOn(): boolean {
    return this.options.isOn;
  }

  /** Registers a use case, so that its requests can be confirmed. */
  register<Content, Result>(useCase: UseCaseOfTwo<Content, Result>): void {
    this.useCases.set(useCase.action, {
      ...{ action: useCase.action, content: useCase.content },
      run: (content, by) => useCase.run(useCase.content.parse(content), by),
    });
  }

  /** Requests a second person's confirmation; a repeated request of the same actor returns the open one. */
  async ask<Content, Result>(
    useCase: UseCaseOfTwo<Content, Result>,
    region: string,
    content: Content,
  ): Promise<ApprovalAsked> {
    const asked = {
      ...{ region, action: useCase.action, content: JSON.stringify(content) },
      ...{ description: useCase.describe(content), by: this.decider(actorNow()) },
    };
    return { approval: this.shown(await this.approvals.ask(asked, this.cipher)) };
  }

  /** Open requests of a region that the present actor may decide on or see, oldest first. */
  async open(region: string): Promise<Approval[]> {
    const rows = await this.approvals.openIn(region);
    return rows.filter((row) => this.maySee(row)).map((row) => this.shown(row));
  }

  /** A request with its content, null once it is decided. Throws a Refusal (not-found). */
  async show(region: string, id: string): Promise<{ readonly approval: Approval; readonly content: unknown }> {
    const row = await this.found(region, id);
    return { approval: this.shown(row), content: this.contentOf(row) };
  }

  /** Carries out a request. Throws a Refusal when the actor made the request, when it is decided, or when it cannot be carried out now. */
  async confirm(region: string, id: string): Promise<Approval> {
    const { row, by } = await this.toDecide(region, id);
    if (row.status === 'confirmed' && isBy(row, by)) return this.shown(row);
    this.mustBeOpen(row);
    const useCase = this.useCases.get(row.action);
    if (!useCase)
      throw refused(
        'not-decided-here',
        'this is confirmed at the service that it was asked of, or on its command line',
      );
    if (!(await this.approvals.claim(region, id, by))) throw decidedBefore();
    try {
      await useCase.run(this.contentOf(row), { asked: row.askedCode, confirmed: by.code } satisfies ByTwo);
    } catch (error) {
      await this.approvals.release(region, id);
      throw error;
    }
    await this.approvals.confirmed(region, id);
    return this.shown(await this.found(region, id));
  }

  /** Declines a request: nothing is done. Throws a Refusal for the asker, and for a request that is decided. */
  async decline(region: string, id: string): Promise<Approval> {
    const { row, by } = await this.toDecide(region, id);
    if (row.status === 'declined' && isBy(row, by)) return this.shown(row);
    this.mustBeOpen(row);
    if (!(await this.approvals.decline(region, id, by))) throw decidedBefore();
    return this.shown(await this.found(region, id));
  }

  private async toDecide(region: string, id: string): Promise<{ row: ApprovalRow; by: Decider }> {
    const row = await this.found(region, id);
    mustBeAllowed(actionOf(row), { region });
    const actor = actorNow();
    if (actor.kind === 'machine')
      throw new Refusal('not-a-person', 'forbidden', {
        en: 'a program cannot be the second person: log in with a browser',
        nl: 'een programma kan niet de tweede persoon zijn: log in met een browser',
      });
    if (row.askedSubject === actor.subject && row.askedIssuer === actor.issuer)
      throw new Refusal('same-person', 'forbidden', {
        en: 'you asked for this yourself: another person has to decide on it',
        nl: 'u vroeg dit zelf: een ander moet erover beslissen',
      });
    return { row, by: this.decider(actor) };
  }

  private decider(actor: Actor): Decider {
    const { subject, issuer, code } = actor;
    return { subject, issuer, code: code ?? actorCode(actor, this.options.actors ?? this.cipher) };
  }

  private maySee(row: ApprovalRow): boolean {
    const { region } = row;
    return isAllowed(actionOf(row), { region }) || isAllowed('see-audit-log', { region });
  }

  private async found(region: string, id: string): Promise<ApprovalRow> {
    const row = await this.approvals.find(region, id);
    if (row && this.maySee(row)) return row;
    throw notFound({
      en: 'there is no request with this id for you to decide on; see the list of open requests',
      nl: 'er is geen verzoek met dit id waarover u kunt beslissen; zie de lijst van open verzoeken',
    });
  }

  private mustBeOpen(row: ApprovalRow): void {
    if (this.approvals.hasLapsed(row))
      throw refused('approval-lapsed', 'this was asked more than seven days ago and has lapsed: ask for it again');
    if (row.status === 'confirmed' || row.status === 'declined') throw decidedBefore();
  }

  private contentOf({ id, content }: ApprovalRow): unknown {
    return content === null ? null : JSON.parse(this.cipher.open(content, placeOf(id)).toString());
  }

  private shown(row: ApprovalRow): Approval {
    const { id, region, action, description, status, askedCode, askedAt, decidedCode, decidedAt } = row;
    return {
      ...{ id, region, action, description },
      status: this.approvals.hasLapsed(row) ? 'lapsed' : status === 'confirming' ? 'open' : status,
      askedBy: askedCode,
      decidedBy: decidedAt && decidedCode,
      askedAt: askedAt.toISOString(),
      lapsesAt: new Date(askedAt.getTime() + LAPSES_AFTER_MS).toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
      address: `/v1/regions/${region}/approvals/${id}`,
    };
  }
}

const isBy = ({ decidedSubject, decidedIssuer }: ApprovalRow, { subject, issuer }: Decider): boolean =>
  decidedSubject === subject && decidedIssuer === issuer;

const decidedBefore = (): Refusal =>
  refused('approval-decided', 'somebody decided on this before; the request says who and how');
