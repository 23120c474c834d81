import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { always } from '@regieboek/access';
import { isAllowed } from '@regieboek/platform';
import { DeclarationList, type ListedDeclaration } from '../../read-model/declarations/queries.js';

/** Declarations of a region, newest period first, as far as the caller may see them. */
export class ListDeclarations extends Query<ListedDeclaration[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListDeclarations. */
@QueryHandler(ListDeclarations)
export class ListDeclarationsHandler implements IQueryHandler<ListDeclarations> {
  constructor(@Inject(DeclarationList) private readonly declarations: DeclarationList) {}

  async execute({ region }: ListDeclarations): Promise<ListedDeclaration[]> {
    return (await this.declarations.of(region)).filter(({ municipality, provider }) =>
      isAllowed('see-declarations', { region, municipalities: always(municipality), providers: always(provider) }),
    );
  }
}
