import { Suspense, lazy, useEffect, useSyncExternalStore } from "react";
import { Outlet, ScrollRestoration, useNavigation } from "react-router";

import { session } from "@/lib/session";

import classes from "./Root.module.css";
import { AwayBanner } from "./shell/AwayBanner";

const SessionEndedDialog = lazy(() => import("@/features/accounts/SessionEndedDialog"));

/** What surrounds every page, whoever looks at it. */
export function Root() {
  const isLoading = useNavigation().state === "loading";
  return (
    <>
      {isLoading && <div className={classes.progress} role="progressbar" aria-label="Loading the page" />}
      <AwayBanner />
      <Outlet />
      <SessionGate />
      <ScrollRestoration />
    </>
  );
}

function SessionGate() {
  const hasEnded = useSyncExternalStore((listener) => session.subscribe(listener), session.hasEnded);
  useEffect(() => {
    session.setDialog(true);
    return () => session.setDialog(false);
  }, []);
  if (!hasEnded) return null;
  return (
    <Suspense>
      <SessionEndedDialog />
    </Suspense>
  );
}
