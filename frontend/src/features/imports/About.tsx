import { Anchor, Badge, Text, Title } from "@mantine/core";
import { CloudAlert, PowerOff } from "lucide-react";
import { Link } from "react-router";

import { useDates } from "@/lib/dates";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { sentence } from "@/lib/jobWords";
import { keyBeside } from "@/lib/keys";
import { inOwnZone } from "@/lib/moments";
import { formatMinutes } from "@/lib/numbers";

import { hasKey, placeOfKey } from "./access";
import classes from "./Import.module.css";
import { OwnSite } from "./OwnSite";

interface Props {
  platform: Platform;
  accounts: readonly Profile[];
}

/** What a platform tells, in the words of its declaration; `isBrief`: only what one chooses by. */
export function About({ platform, accounts, isBrief = false }: Props & { isBrief?: boolean }) {
  return (
    <div>
      <div className={classes.name}>
        <Title order={2}>{platform.name}</Title>
        {platform.offline && (
          <Badge variant="light" tt="none">
            No account needed
          </Badge>
        )}
        <OwnSite platform={platform} />
      </div>
      <Text size="sm" className={classes.about}>
        {sentence(platform.reach)}
      </Text>
      {!isBrief && <Facts platform={platform} accounts={accounts} />}
      <Notice platform={platform} />
    </div>
  );
}

const YIELDS: Record<string, string> = { practice: "practice time" };

function Facts({ platform, accounts }: Props) {
  return (
    <dl className={classes.facts}>
      <dt>Brings</dt>
      <dd>{joined(platform.yields.map((one) => YIELDS[one] ?? one))}</dd>
      {platform.record_type === "solve" && platform.nominal_minutes > 0 && (
        <>
          <dt>Time</dt>
          <dd>{formatMinutes(platform.nominal_minutes)} as an estimate, where it does not tell</dd>
        </>
      )}
      <InSync accounts={accounts} />
      <MoreWithKey platform={platform} accounts={accounts} />
    </dl>
  );
}

function joined(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}

function InSync({ accounts }: Pick<Props, "accounts">) {
  if (!accounts.length) return null;
  return (
    <>
      <dt>Synced</dt>
      <dd>
        <Anchor component={Link} to="/accounts" size="sm" className={classes.accounts}>
          {joined(accounts.map((account) => account.username))}
        </Anchor>
      </dd>
    </>
  );
}

/** A key that a platform does not insist on, and what one gets for it. */
function MoreWithKey({ platform, accounts }: Props) {
  const { credential } = platform;
  if (!credential || credential.required || !platform.available) return null;
  const way = platform.oauth?.configured ? "Connect it" : "Give it";
  return (
    <>
      <dt>More</dt>
      <dd>
        {`${credential.reach}, with your ${keyBeside(platform)}. `}
        {hasKey(accounts) ? (
          "It is here already."
        ) : (
          <Anchor
            component={Link}
            to={placeOfKey(platform, accounts)}
            size="sm"
            underline="always"
            aria-label={`${way}: your ${keyBeside(platform)}, for ${platform.name}`}
          >
            {way}
          </Anchor>
        )}
      </dd>
    </>
  );
}

/** Switched off here, or out of order for everybody at the moment. */
function Notice({ platform }: Pick<Props, "platform">) {
  const dates = useDates();
  if (!platform.notice && platform.available) return null;
  const Icon = platform.available ? CloudAlert : PowerOff;
  const text = platform.notice || `${platform.name} is switched off here`;
  return (
    <Text size="sm" className={classes.notice} data-off={!platform.available || undefined}>
      <Icon size={16} aria-hidden />
      {sentence(inOwnZone(text, dates))}
    </Text>
  );
}
