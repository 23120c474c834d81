import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LiveHistories, RegionHistory } from '@regieboek/journal';
import { IDENTITIES, SecretAddresses, seeYouths, withinRegion, type Identities } from '@regieboek/platform';
import { foundYouth, secretYouth, type FoundYouth } from '../domain/found-youth.js';
import { HISTORIES } from '../tokens.js';

/** What a youth is looked up by: its BSN, the number of an assignment (ToewijzingNummer), or its pseudonym. */
export type LookUp = { readonly bsn: string } | { readonly assignment: number } | { readonly youth: string };

/** Youths of a region with their care; several when municipalities gave the same number. */
export class LookUpYouths extends Query<FoundYouth[]> {
  constructor(
    readonly region: string,
    readonly by: LookUp,
  ) {
    super();
  }
}

/** Handles LookUpYouths. */
@QueryHandler(LookUpYouths)
export class LookUpYouthsHandler implements IQueryHandler<LookUpYouths> {
  constructor(
    @Inject(IDENTITIES) private readonly identities: Identities,
    @Inject(HISTORIES) private readonly histories: LiveHistories,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ region, by }: LookUpYouths): Promise<FoundYouth[]> {
    const history = await this.histories.of(region);
    const youths = await this.found(region, by, history);
    seeYouths(region, youths);
    const hidden = await this.addresses.hidden(region);
    return youths.flatMap((youth) => {
      const known = history.youths.get(youth);
      if (!known) return [];
      return hidden.has(youth) ? [secretYouth(youth)] : [foundYouth(known, history.contracts)];
    });
  }

  private async found(region: string, by: LookUp, { youths }: RegionHistory): Promise<string[]> {
    if ('youth' in by) return youths.has(by.youth) ? [by.youth] : [];
    if ('bsn' in by)
      return [...(await withinRegion(region, () => this.identities.youthsOf(region, [by.bsn]))).values()];
    return [...youths.values()]
      .filter(({ assignments }) => [...assignments.values()].some(({ number }) => number === by.assignment))
      .map(({ youth }) => youth);
  }
}
