import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

import { type ImportRun, useImportRun } from "@/lib/endpoints/importRun";
import { useJobActions } from "@/lib/endpoints/jobActions";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";

import { About } from "./About";
import { type Access, accessTo } from "./access";
import type { Recent } from "./api/recentImports";
import classes from "./Import.module.css";
import { ImportForm } from "./ImportForm";
import { KeyNeeded } from "./KeyNeeded";
import { LastImport } from "./LastImport";
import { isAtField } from "./refusedName";
import { RunPanel } from "./RunPanel";

// What takes the focus in a card that was unfolded.
const FIRST_THING = "form input, form select, a[href^='/accounts']";

interface Props {
  platform: Platform;
  /** The person's accounts there. */
  accounts: readonly Profile[];
  recent: Recent;
  /** A user name that an address brought along. */
  proposed: string;
}

/** One platform: what it tells and needs, the form to import from it, and beside it the import that was asked for. */
export function PlatformCard({ platform, accounts, recent, proposed }: Props) {
  const actions = useJobActions();
  const run = useImportRun(recent.live, actions.isWorking);
  const isShown = run.isStarting || (run.job !== null && !isAtField(run.error));
  const card = useShownFrom(proposed !== "");
  const access = accessTo(platform, accounts);
  const isUsed = recent.last !== undefined || accounts.length > 0 || proposed !== "" || isShown;
  const folding = useFolding(isUsed || access.kind === "off");
  useEffect(() => {
    if (folding.isOpen) card.current?.querySelector<HTMLElement>(FIRST_THING)?.focus();
  }, [card, folding.isOpen]);
  const username = proposed || recent.good?.username || accounts[0]?.username || "";
  return (
    <li ref={card} className={classes.card} data-wide={isShown || undefined}>
      <section
        className={classes.form}
        data-folded={folding.isFolded || undefined}
        aria-label={platform.name}
      >
        <About platform={platform} accounts={accounts} isBrief={folding.isFolded} />
        {folding.isFolded ? (
          <Choose platform={platform} onOpen={folding.open} />
        ) : (
          <Way
            access={access}
            platform={platform}
            accounts={accounts}
            run={run}
            recent={recent}
            username={username}
          />
        )}
        {recent.last && !isShown && <LastImport job={recent.last} />}
      </section>
      {isShown && <RunPanel platform={platform} accounts={accounts} run={run} actions={actions} />}
    </li>
  );
}

interface WayProps extends Omit<Props, "proposed"> {
  access: Access;
  run: ImportRun;
  username: string;
}

/** How one gets in: by a form, or by way of an account. */
function Way({ access, platform, accounts, run, recent, username }: WayProps) {
  if (access.kind === "off") return null;
  if (access.kind === "key")
    return <KeyNeeded platform={platform} accounts={accounts} refused={access.refused} />;
  return (
    <ImportForm
      platform={platform}
      run={run}
      username={username}
      only={access.only}
      hasHistory={recent.last !== undefined || accounts.length > 0}
    />
  );
}

/** On a phone a card that was never used is folded, for one looks for a name in the list first. */
function useFolding(isWanted: boolean) {
  const isPhone = useMediaQuery("(max-width: 40em)", false, { getInitialValueInEffect: false });
  const [isOpen, setOpen] = useState(false);
  return { isFolded: isPhone && !isOpen && !isWanted, isOpen, open: () => setOpen(true) };
}

function Choose({ platform, onOpen }: { platform: Platform; onOpen: () => void }) {
  return (
    <Button
      variant="default"
      className={classes.choose}
      onClick={onOpen}
      aria-label={`Choose ${platform.name}`}
    >
      Choose
    </Button>
  );
}

/** Brings the card into view where the address asked for it. */
function useShownFrom(isAsked: boolean) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAsked) card.current?.scrollIntoView({ block: "center" });
  }, [isAsked]);
  return card;
}
