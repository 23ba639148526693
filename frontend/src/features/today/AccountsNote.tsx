import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import { Link } from "react-router";

import { useDates } from "@/lib/dates";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { type ProfileState, profilesQuery } from "@/lib/endpoints/profiles";
import { inOwnZone } from "@/lib/moments";
import { count } from "@/lib/numbers";

import classes from "./Today.module.css";

const SHOWN = 3;
const NEED_A_PERSON: readonly ProfileState[] = ["needs_credential", "not_found", "failing"];

/** Accounts that bring nothing any more until somebody looks: said once, calmly, with the way to mend it. */
export function AccountsNote() {
  const profiles = useQuery({ ...profilesQuery, refetchInterval: false });
  const platforms = usePlatforms().data ?? [];
  const dates = useDates();
  const stuck = (profiles.data?.results ?? []).filter(({ status }) => NEED_A_PERSON.includes(status.state));
  if (!stuck.length) return null;
  const nameOf = (slug: string) => platforms.find((one) => one.slug === slug)?.name ?? slug;
  return (
    <section className={classes.accounts} aria-label="Accounts that need you">
      <UserRoundX size={18} aria-hidden />
      <ul>
        {stuck.slice(0, SHOWN).map(({ id, platform, username, status }) => (
          <li key={id}>
            <strong>
              {username} on {nameOf(platform)}
            </strong>
            : {inOwnZone(status.text, dates)}{" "}
            <Anchor
              component={Link}
              to="/accounts"
              size="sm"
              underline="always"
              aria-label={`See to it: ${username} on ${nameOf(platform)}`}
            >
              See to it
            </Anchor>
          </li>
        ))}
        {stuck.length > SHOWN && <li>And {count(stuck.length - SHOWN, "more account")}.</li>}
      </ul>
    </section>
  );
}
