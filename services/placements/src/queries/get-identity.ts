import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { mustBeAllowed, seeYouths, withinRegion } from '@regieboek/platform';
import type { YouthId } from '../commands/youth-writer.js';
import { VAULT } from '../tokens.js';
import type { Identity, IdentityVault } from '../vault/identity-vault.js';

/** Identity of a youth, from the vault: BSN and name. Undefined when the region does not know the pseudonym, or it was erased. */
export class GetIdentity extends Query<Identity | undefined> {
  constructor(readonly id: YouthId) {
    super();
  }
}

/** Handles GetIdentity. */
@QueryHandler(GetIdentity)
export class GetIdentityHandler implements IQueryHandler<GetIdentity> {
  constructor(@Inject(VAULT) private readonly vault: IdentityVault) {}

  async execute({ id }: GetIdentity): Promise<Identity | undefined> {
    const { region, youth } = id;
    mustBeAllowed('see-identity', { region });
    const identity = await withinRegion(region, () => this.vault.identityOf(region, youth));
    if (identity) seeYouths(region, [youth]);
    return identity;
  }
}
