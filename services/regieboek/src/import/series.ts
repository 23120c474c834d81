/**
 * Puts things that touch the same in one series, in their order, and so things in different series never have anything
 * in common, not by way of others either. Series are in the order of their first member.
 */
export function seriesOf<Member extends { readonly touches: readonly string[] }>(
  members: readonly Member[],
): Member[][] {
  const parents = members.map((_, i) => i);
  const root = (of: number): number => {
    let at = of;
    for (let next = parents[at]; next !== undefined && next !== at; next = parents[at]) at = next;
    parents[of] = at;
    return at;
  };
  const first = new Map<string, number>();
  members.forEach(({ touches }, i) => {
    for (const touched of touches) {
      const other = first.get(touched);
      if (other === undefined) first.set(touched, i);
      else {
        const [a, b] = [root(other), root(i)];
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
  });
  const byRoot = Map.groupBy(members.keys(), root);
  return [...byRoot.values()].map((own) => own.flatMap((i) => members[i] ?? []));
}
