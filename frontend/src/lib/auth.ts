/* Coming and going. What one person saw never stays for the next one. */

import type { QueryClient } from "@tanstack/react-query";

import { type Identity, identityQuery } from "@/lib/identity";
import { browser } from "@/lib/navigation";
import { tellTabs } from "@/lib/tabs";

const listeners = new Set<() => void>();

/** For what is kept outside the cache: `forget` is called when somebody else comes. */
export function whenSomebodyElseComes(forget: () => void): void {
  listeners.add(forget);
}

/** Somebody signed in: forget everything, then remember who. */
export function enter(client: QueryClient, identity: Identity): void {
  const [mine] = identityQuery.queryKey;
  const before = client.getQueryData<Identity>(identityQuery.queryKey)?.user?.id;
  // The identity itself is being looked at by the page, so it is replaced rather than removed.
  if (before !== identity.user?.id) {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== mine });
    listeners.forEach((forget) => forget());
  }
  client.setQueryData(identityQuery.queryKey, identity);
  if (identity.user) tellTabs({ kind: "signed-in", userId: identity.user.id });
}

/** Signed out: a fresh page, so that nothing is left in memory. */
export function leave(client: QueryClient): void {
  client.clear();
  tellTabs({ kind: "signed-out" });
  browser.goTo("/");
}
