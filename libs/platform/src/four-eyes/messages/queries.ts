import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FOUR_EYES } from '../../tokens.js';
import type { Approval } from '../approval.js';
import type { FourEyes } from '../four-eyes.js';

/** Open requests for a second person, as far as the caller may decide on them. */
export class ListApprovals extends Query<Approval[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListApprovals. */
@QueryHandler(ListApprovals)
export class ListApprovalsHandler implements IQueryHandler<ListApprovals> {
  constructor(@Inject(FOUR_EYES) private readonly fourEyes: FourEyes) {}

  execute({ region }: ListApprovals): Promise<Approval[]> {
    return this.fourEyes.open(region);
  }
}

/** A request for a second person with its content. */
export class GetApproval extends Query<Awaited<ReturnType<FourEyes['show']>>> {
  constructor(
    readonly region: string,
    readonly id: string,
  ) {
    super();
  }
}

/** Handles GetApproval. */
@QueryHandler(GetApproval)
export class GetApprovalHandler implements IQueryHandler<GetApproval> {
  constructor(@Inject(FOUR_EYES) private readonly fourEyes: FourEyes) {}

  execute({ region, id }: GetApproval): Promise<Awaited<ReturnType<FourEyes['show']>>> {
    return this.fourEyes.show(region, id);
  }
}
