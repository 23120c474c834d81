import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Remarks, type RemarksRequest, type RemarksWritten } from '../../remarks/index.js';

/** Writes remarks about lines of work lists; an empty remark deletes the earlier one. The same remarks again change nothing. */
export class WriteRemarks extends Command<RemarksWritten> {
  constructor(
    readonly region: string,
    readonly request: RemarksRequest,
  ) {
    super();
  }
}

/** Handles WriteRemarks. */
@CommandHandler(WriteRemarks)
export class WriteRemarksHandler implements ICommandHandler<WriteRemarks> {
  constructor(@Inject(Remarks) private readonly remarks: Remarks) {}

  execute({ region, request }: WriteRemarks): Promise<RemarksWritten> {
    return this.remarks.write(region, request);
  }
}
