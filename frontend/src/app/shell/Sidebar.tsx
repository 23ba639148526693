import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { LogOut, Search } from "lucide-react";
import { Link, NavLink } from "react-router";

import { Logo } from "@/components/Logo";
import { useUser } from "@/lib/identity";

import { IMPORTS, JOURNAL, type Place, SETTINGS } from "./navigation";
import classes from "./Shell.module.css";

interface Props {
  onSearch: () => void;
  onSignOut: () => void;
}

export function Sidebar({ onSearch, onSignOut }: Props) {
  return (
    <nav aria-label="Main" className={classes.sidebar}>
      <Link to="/today" className={classes.brand} aria-label="SkillTracker, to Today">
        <Logo size={24} />
        <span className={classes.label}>SkillTracker</span>
      </Link>
      <button type="button" className={classes.search} onClick={onSearch}>
        <Search size={15} aria-hidden />
        <span className={classes.label}>Search</span>
        <VisuallyHidden> and commands</VisuallyHidden>
        <kbd className={classes.keys} aria-hidden>
          {isMac() ? "⌘K" : "Ctrl K"}
        </kbd>
      </button>
      <div className={classes.nav}>
        <Places places={JOURNAL} />
        <hr className={classes.rule} />
        <Places places={IMPORTS} />
      </div>
      <Account onSignOut={onSignOut} />
    </nav>
  );
}

function Places({ places }: { places: readonly Place[] }) {
  return (
    <ul className={classes.places}>
      {places.map((place) => (
        <li key={place.to}>
          <PlaceLink {...place} />
        </li>
      ))}
    </ul>
  );
}

function PlaceLink({ to, label, icon: Icon }: Place) {
  return (
    <NavLink to={to} className={classes.place}>
      <Icon size={17} strokeWidth={1.9} aria-hidden />
      <span className={classes.label}>{label}</span>
    </NavLink>
  );
}

function Account({ onSignOut }: { onSignOut: () => void }) {
  const user = useUser();
  const name = user?.is_guest ? "Guest" : (user?.username ?? "");
  return (
    <>
      {user?.is_guest && (
        <Link to={SETTINGS.to} className={classes.keep}>
          You are a guest. Keep this account
        </Link>
      )}
      <div className={classes.account}>
        <NavLink to={SETTINGS.to} className={classes.place}>
          <span className={classes.initial} aria-hidden>
            {name.slice(0, 1).toUpperCase()}
          </span>
          <VisuallyHidden>Settings of </VisuallyHidden>
          <span className={classes.label}>{name}</span>
        </NavLink>
        <ActionIcon variant="subtle" color="gray" aria-label="Sign out" title="Sign out" onClick={onSignOut}>
          <LogOut size={16} aria-hidden />
        </ActionIcon>
      </div>
    </>
  );
}

function isMac(): boolean {
  return navigator.userAgent.includes("Mac");
}
