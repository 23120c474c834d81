import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DeclarationList, type ListedDeclaration } from '../../read-model/declarations/queries.js';

/** Declarations of a region, newest period first. */
export class ListDeclarations extends Query<ListedDeclaration[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListDeclarations. */
@QueryHandler(ListDeclarations)
export class ListDeclarationsHandler implements IQueryHandler<ListDeclarations> {
  constructor(@Inject(DeclarationList) private readonly declarations: DeclarationList) {}

  execute({ region }: ListDeclarations): Promise<ListedDeclaration[]> {
    return this.declarations.of(region);
  }
}
