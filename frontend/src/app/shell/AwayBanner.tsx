import { useEffect, useState, useSyncExternalStore } from "react";

import { connection } from "@/lib/connection";

import classes from "./Shell.module.css";

const QUIET_MS = 800;

/** The server is away: says so calmly, and goes by itself. A hiccup of less than a moment is not worth a word. */
export function AwayBanner() {
  const isAway = useSyncExternalStore((listener) => connection.subscribe(listener), connection.isAway);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(isAway), isAway ? QUIET_MS : 0);
    return () => clearTimeout(timer);
  }, [isAway]);
  return (
    <div role="status" className={classes.banner} data-shown={isShown || undefined}>
      {isShown && (
        <>
          <span>The server cannot be reached right now. What you see may be old; we keep trying.</span>
          <button type="button" onClick={() => connection.retry()}>
            Try now
          </button>
        </>
      )}
    </div>
  );
}
