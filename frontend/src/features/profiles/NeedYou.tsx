import { Anchor } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { Link } from "react-router";

import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { count } from "@/lib/numbers";

import classes from "./Accounts.module.css";
import { anchorOf, nameOf } from "./words";

interface Props {
  profiles: readonly Profile[];
  platformOf: (slug: string) => Platform | undefined;
}

const FEW = 4;

/** Of many accounts, those that only a person can mend. */
export function NeedYou({ profiles, platformOf }: Props) {
  const broken = profiles.filter(({ status }) =>
    ["set_credential", "rename", "retry"].includes(status.action),
  );
  if (!broken.length || profiles.length < FEW) return null;
  return (
    <section className={classes.needYou} aria-label="What needs you">
      <CircleAlert size={18} aria-hidden />
      <div>
        {count(broken.length, "account needs", "accounts need")} you:
        <ul className={classes.broken}>
          {broken.map((profile) => (
            <li key={profile.id}>
              <Anchor component={Link} to={{ hash: anchorOf(profile) }}>
                {nameOf(profile, platformOf(profile.platform))}
              </Anchor>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
