import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isAllowed } from '@regieboek/platform';
import { Remarks, type RecordedRemark } from '../../remarks/index.js';

/** Remarks of a region about lines of work lists, by the keys of the lines. */
export class ListRemarks extends Query<ReadonlyMap<string, RecordedRemark>> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListRemarks. */
@QueryHandler(ListRemarks)
export class ListRemarksHandler implements IQueryHandler<ListRemarks> {
  constructor(@Inject(Remarks) private readonly remarks: Remarks) {}

  /** Remarks are notes of the organisation of the region: others, such as providers, see none. */
  async execute({ region }: ListRemarks): Promise<ReadonlyMap<string, RecordedRemark>> {
    const isStaff = isAllowed('write-remarks', { region }) || isAllowed('see-books', { region });
    return isStaff ? this.remarks.of(region) : new Map();
  }
}
