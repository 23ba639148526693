import { Suspense, lazy, useEffect, useState } from "react";
import { Outlet } from "react-router";

import { useSignOut } from "@/features/accounts/api/signOut";
import { useUser } from "@/lib/identity";

import { BottomBar } from "./BottomBar";
import classes from "./Shell.module.css";
import { Sidebar } from "./Sidebar";

const CommandPalette = lazy(() => import("./CommandPalette"));
const GuestLeavesDialog = lazy(() => import("@/features/accounts/GuestLeavesDialog"));

/** The frame around a person's pages: navigation at the side, or at the bottom of a phone. */
export function Shell() {
  const palette = usePalette();
  const leaving = useLeaving();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        Skip to the content
      </a>
      <Sidebar onSearch={palette.open} onSignOut={leaving.start} />
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <BottomBar onSearch={palette.open} onSignOut={leaving.start} />
      {palette.wasOpened && (
        <Suspense>
          <CommandPalette opened={palette.isOpen} onClose={palette.close} onSignOut={leaving.start} />
        </Suspense>
      )}
      {leaving.isAsking && (
        <Suspense>
          <GuestLeavesDialog opened onClose={leaving.stay} onConfirm={leaving.leave} />
        </Suspense>
      )}
    </div>
  );
}

/** Signing out; a guest, who could not come back, is asked first. */
function useLeaving() {
  const user = useUser();
  const { mutate, mutateAsync } = useSignOut();
  const [isAsking, setAsking] = useState(false);
  return {
    isAsking,
    start: () => (user?.is_guest ? setAsking(true) : mutate()),
    stay: () => setAsking(false),
    leave: () => mutateAsync(),
  };
}

/** The palette's code is fetched when it is first asked for. */
function usePalette() {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      setState((now) => (now === "open" ? "closed" : "open"));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return {
    wasOpened: state !== "never",
    isOpen: state === "open",
    open: () => setState("open"),
    close: () => setState("closed"),
  };
}
