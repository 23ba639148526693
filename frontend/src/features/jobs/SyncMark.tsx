import { RefreshCw } from "lucide-react";

import classes from "./Jobs.module.css";

/** Nobody asked for this one by hand: it keeps an account up to date. */
export function SyncMark() {
  return (
    <span className={classes.sync}>
      <RefreshCw size={11} strokeWidth={2.5} aria-hidden />
      Sync
    </span>
  );
}
