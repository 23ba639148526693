import { Ellipsis } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import { NavLink } from "react-router";

import { PLACES } from "./navigation";
import classes from "./Shell.module.css";

const MoreDrawer = lazy(() => import("./MoreDrawer"));

/** The navigation of a phone, within reach of the thumb. */
interface Props {
  onSearch: () => void;
  onSignOut: () => void;
}

export function BottomBar(props: Props) {
  const [more, setMore] = useState<"never" | "open" | "closed">("never");
  return (
    <nav aria-label="Shortcuts" className={classes.bottom}>
      {PLACES.filter((place) => place.onPhone).map(({ to, label, icon: Icon }) => (
        <NavLink key={to} to={to} className={classes.tab}>
          <Icon size={20} strokeWidth={1.8} aria-hidden />
          {label}
        </NavLink>
      ))}
      <button type="button" className={classes.tab} onClick={() => setMore("open")} aria-haspopup="dialog">
        <Ellipsis size={20} strokeWidth={1.8} aria-hidden />
        More
      </button>
      {more !== "never" && (
        <Suspense>
          <MoreDrawer opened={more === "open"} onClose={() => setMore("closed")} {...props} />
        </Suspense>
      )}
    </nav>
  );
}
