import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EventLog } from '@regieboek/eventing';
import { asProcess } from '@regieboek/isolation';
import { EVENT_LOG, LEDGER_CHECKS } from '../tokens.js';
import type { CheckResult, LedgerChecks } from './checks.js';

/** Scope of a check, and a listener for its results. */
export interface CheckRequest {
  /** Only this region; undefined: all, and the installation. */
  readonly region?: string | undefined;
  readonly isDeep: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called with each result as soon as it is known. */
  readonly onResult?: ((result: CheckResult) => void) | undefined;
}

/** Checks the ledger (controle): log, audit log, vault, messages, read models, seals and books. */
export class CheckLedger extends Query<readonly CheckResult[]> {
  constructor(readonly request: CheckRequest) {
    super();
  }
}

/** Handles CheckLedger. */
@QueryHandler(CheckLedger)
export class CheckLedgerHandler implements IQueryHandler<CheckLedger> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(LEDGER_CHECKS) private readonly checks: LedgerChecks,
  ) {}

  /** The checks read rows of every youth and return none of them. */
  execute({ request }: CheckLedger): Promise<readonly CheckResult[]> {
    return asProcess(() => this.results(request));
  }

  private async results({ region, isDeep, signal, onResult }: CheckRequest): Promise<readonly CheckResult[]> {
    const all = await this.log.regions();
    const regions = region === undefined ? all : all.filter((one) => one === region);
    const results: CheckResult[] = [];
    for (const check of this.checks.inOrder())
      for await (const result of check({ isDeep, regions, isWhole: region === undefined, signal })) {
        results.push(result);
        onResult?.(result);
      }
    return results;
  }
}
