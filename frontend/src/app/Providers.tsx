import { MantineProvider, localStorageColorSchemeManager } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, Suspense, lazy, useEffect } from "react";

import { cssVariables, theme } from "@/components/theme";
import { listenToBrowser } from "@/lib/connection";

import { followTabs } from "./followTabs";

// What is said before its code is here is kept, and said then.
const Toasts = lazy(() => whenIdle().then(() => import("./Toasts")));

// index.html reads the same name before the first paint.
const colorScheme = localStorageColorSchemeManager({ key: "skilltracker-theme" });

interface Props {
  client: QueryClient;
  children: ReactNode;
  /** In tests nothing moves and nothing is rendered apart. */
  env?: "default" | "test";
}

export function Providers({ client, children, env = "default" }: Props) {
  useEffect(() => listenToBrowser(), []);
  useEffect(() => followTabs(client), [client]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorScheme}
      getStyleNonce={styleNonce}
      env={env}
    >
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
      <Suspense>
        <Toasts position="bottom-right" limit={4} />
      </Suspense>
    </MantineProvider>
  );
}

/** The first page is worth more than what may be said about it. Safari does not know when it is idle. */
function whenIdle(): Promise<unknown> {
  return "requestIdleCallback" in window
    ? new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 }))
    : Promise.resolve();
}

/** Django gives each page its own; browsers show it to scripts as a property alone. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
}
