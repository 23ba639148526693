import type { QueryClient } from "@tanstack/react-query";

import { type Identity, identityQuery } from "@/lib/identity";
import { browser } from "@/lib/navigation";
import { refresh } from "@/lib/query";
import { session } from "@/lib/session";
import { type TabMessage, listenToTabs } from "@/lib/tabs";

/** Keeps this tab in step with what the person does in another one. */
export function followTabs(client: QueryClient): () => void {
  return listenToTabs((message) => follow(client, message));
}

function follow(client: QueryClient, message: TabMessage): void {
  const mine = client.getQueryData<Identity>(identityQuery.queryKey)?.user?.id ?? null;
  if (message.kind === "changed") {
    refresh(client, message.keys);
  } else if (message.kind === "signed-out") {
    if (mine !== null) browser.goTo("/");
  } else if (mine === message.userId) {
    session.settle(true);
  } else {
    // Somebody else's pages must not stay on the screen.
    browser.goTo("/today");
  }
}
