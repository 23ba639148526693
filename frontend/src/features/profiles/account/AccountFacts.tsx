import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { useDates } from "@/lib/dates";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { broughtBy, sentence } from "@/lib/jobWords";

import { type LastSync, keyOf, resultOf, whenNext, withNumbers } from "../words";
import classes from "./Account.module.css";
import { isConnected } from "./tasks";

interface Props {
  profile: Profile;
  platform: Platform | undefined;
  /** It is being read, so that the next time is now. */
  isBusy: boolean;
}

/** What was read and what will be: the last good sync, the next one and why then, how far back, and what of it is here. */
export function AccountFacts({ profile, platform, isBusy }: Props) {
  const { status } = profile;
  return (
    <dl className={classes.facts}>
      {status.last_sync && (
        <Fact name="Last good sync">
          <Last sync={status.last_sync} platform={platform} />
        </Fact>
      )}
      {status.next_sync_at && !isBusy && (
        <Fact name="Next sync">
          <Next at={status.next_sync_at} reason={status.next_sync_reason} />
        </Fact>
      )}
      {status.reconciliation && (
        <Fact name="Of the platform’s own total">{withNumbers(status.reconciliation.text)}</Fact>
      )}
      {status.reach && <Fact name="Reads">{sentence(status.reach)}</Fact>}
      {profile.credential.set &&
        (isConnected(profile) ? (
          <Fact name="Connected">
            <Connection credential={profile.credential} />
          </Fact>
        ) : (
          <Fact name={sentence(keyOf(platform)).slice(0, -1)}>
            <Key credential={profile.credential} />
          </Fact>
        ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Last({ sync, platform }: { sync: LastSync; platform: Platform | undefined }) {
  const dates = useDates();
  return (
    <>
      <time dateTime={sync.at} title={dates.dateTime(sync.at)}>
        {dates.ago(sync.at)}
      </time>
      {": "}
      {sync.job === null ? (
        resultOf(sync)
      ) : (
        <Anchor component={Link} to={`/jobs/${sync.job}`} inherit underline="always">
          {resultOf(sync)}
        </Anchor>
      )}
      {sync.job !== null && sync.new + sync.updated > 0 && (
        <>
          {" · "}
          <Anchor component={Link} to={entriesOf(sync.job, platform)} inherit underline="always">
            see them
          </Anchor>
        </>
      )}
    </>
  );
}

function entriesOf(job: number, platform: Platform | undefined): string {
  return broughtBy({ id: job, record_type: platform?.record_type ?? "" });
}

function Next({ at, reason }: { at: string; reason: string }) {
  const dates = useDates();
  return (
    <>
      <time dateTime={at} title={dates.dateTime(at)}>
        {whenNext(at, dates)}
      </time>
      {reason && `, ${reason}`}
    </>
  );
}

const KEY_STATES = { ok: ", accepted", rejected: ", refused", "": "" } as const;

function Key({ credential }: { credential: Profile["credential"] }) {
  const dates = useDates();
  return (
    <>
      ends in <code>{credential.last4}</code>
      {credential.set_at && `, given ${dates.date(credential.set_at)}`}
      {KEY_STATES[credential.state]}
    </>
  );
}

function Connection({ credential }: { credential: Profile["credential"] }) {
  const dates = useDates();
  return (
    <>
      {credential.set_at && `since ${dates.date(credential.set_at)}`}
      {KEY_STATES[credential.state]}
    </>
  );
}
