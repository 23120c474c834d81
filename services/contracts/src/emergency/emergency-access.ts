import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EVERY_REGION, type Actor } from '@regieboek/access';
import type { EmergencyAccessReview, EmergencyAccessTaken } from '@regieboek/events';
import type { EventLog } from '@regieboek/eventing';
import { Refusal, type RefusalKind } from '@regieboek/kernel';
import {
  ACTOR_CODES,
  actorNow,
  codeNow,
  EMERGENCY_GRANTS,
  EVENT_LOG,
  handle,
  logger,
  notFound,
  type ActorCodes,
  type ContractsCopy,
  type EmergencyAccessRow,
  type EmergencyGrants,
} from '@regieboek/platform';
import {
  emergencyAccessDecider,
  type EmergencyAccessCommand,
  type EmergencyAccessRefusal,
} from '../domain/emergency-access.js';
import { CONTRACTS } from '../tokens.js';

/** Duration of a role taken by emergency access, in milliseconds. */
const LASTS_MS = 3_600_000;

/** A request: the role, the reason, and the number of a case in another system. */
export type EmergencyRequest = Pick<EmergencyAccessTaken, 'role' | 'reason' | 'reference'>;

/** Kind of each refusal: a missing code does not compile. */
const kindOf: Readonly<Record<EmergencyAccessRefusal, RefusalKind>> = {
  'no-emergency-access': 'not-found',
  'own-access': 'forbidden',
  'reviewed-before': 'conflict',
};

const isRefusalCode = (code: string): code is EmergencyAccessRefusal => Object.hasOwn(kindOf, code);

const hasRole = ({ grants }: Actor, role: string, region: string): boolean =>
  grants.some(
    (grant) =>
      grant.emergency === undefined &&
      grant.role === role &&
      (grant.region === region || grant.region === EVERY_REGION) &&
      grant.actions === undefined,
  );

/** Throws a Refusal when emergency access adds nothing for the actor, or when other services could not honour it. */
function mustBeUseful(actor: Actor, { role }: EmergencyRequest, region: string, { areShared }: ActorCodes): void {
  if (hasRole(actor, role, region))
    throw new Refusal('role-held', 'conflict', {
      en: 'you have this role in this region: emergency access adds nothing',
      nl: 'u hebt deze rol in deze jeugdregio al: noodtoegang voegt niets toe',
    });
  if (actor.kind === 'machine')
    throw new Refusal('not-a-person', 'forbidden', {
      en: 'a program cannot take emergency access: log in with a browser',
      nl: 'een programma kan geen noodtoegang nemen: log in met een browser',
    });
  if (!areShared && actor.code !== actor.subject)
    throw new Refusal(
      'actor-key-missing',
      'conflict',
      'other services would not know you: the operator has to set REGIEBOEK_ACTOR_KEY, the same for all services',
    );
}

/** Emergency access (noodtoegang) of the regions: taken, listed and reviewed. */
@Injectable()
export class EmergencyAccess {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(ACTOR_CODES) private readonly codes: ActorCodes,
    @Inject(EMERGENCY_GRANTS) private readonly grants: EmergencyGrants,
  ) {}

  /** Takes a role for an hour; a repeat within that hour returns the existing access. Throws a Refusal. */
  async take(region: string, request: EmergencyRequest): Promise<EmergencyAccessRow> {
    await this.mustBeRegion(region);
    mustBeUseful(actorNow(), request, region, this.codes);
    const takenBy = codeNow(this.codes);
    const now = new Date();
    const lasting = (await this.contracts.emergencyAccess(region)).find(
      (one) => one.takenBy === takenBy && one.role === request.role && one.until > now,
    );
    if (lasting) return lasting;
    const id = randomUUID();
    const [takenAt, until] = [now.toISOString(), new Date(now.getTime() + LASTS_MS).toISOString()];
    await this.decide(region, id, { kind: 'take', access: { region, id, takenBy, ...request, takenAt, until } });
    logger.warn(
      { region, id, role: request.role, reason: request.reason },
      `emergency access ${id}: role ${request.role} in region ${region} for an hour; another person has to review it`,
    );
    return this.taken(region, id);
  }

  /** Emergency access of a region, newest first. Throws a Refusal (not-found). */
  async list(region: string): Promise<EmergencyAccessRow[]> {
    await this.mustBeRegion(region);
    return this.contracts.emergencyAccess(region);
  }

  /** Records the review by another person; a repeat changes nothing. Throws a Refusal. */
  async review(region: string, id: string, outcome: EmergencyAccessReview['outcome']): Promise<EmergencyAccessRow> {
    const review = { region, id, outcome, reviewedBy: codeNow(this.codes), reviewedAt: new Date().toISOString() };
    await this.decide(region, id, { kind: 'review', review });
    return this.taken(region, id);
  }

  private async mustBeRegion(region: string): Promise<void> {
    if (!(await this.contracts.region(region)))
      throw notFound({
        en: 'no region has this id; see /v1/regions',
        nl: 'geen jeugdregio heeft dit id; zie /v1/regions',
      });
  }

  private async decide(region: string, id: string, command: EmergencyAccessCommand): Promise<void> {
    const handled = await handle(this.log, emergencyAccessDecider, command, { region, id, commandId: id });
    this.grants.forget(region);
    if (handled.kind === 'done') return;
    const { code, message } = handled.rejections[0]?.rejection ?? { code: '', message: 'refused' };
    throw new Refusal(code, isRefusalCode(code) ? kindOf[code] : 'conflict', message);
  }

  private async taken(region: string, id: string): Promise<EmergencyAccessRow> {
    const found = (await this.contracts.emergencyAccess(region)).find((one) => one.id === id);
    if (!found) throw new TypeError('emergency access that was recorded is not found');
    return found;
  }
}
