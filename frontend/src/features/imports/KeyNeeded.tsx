import { Anchor, Button, Text } from "@mantine/core";
import { KeyRound } from "lucide-react";
import { Link } from "react-router";

import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { sentence } from "@/lib/jobWords";
import { keyBeside } from "@/lib/keys";

import { placeOfKey } from "./access";
import classes from "./Import.module.css";

interface Props {
  platform: Platform;
  accounts: readonly Profile[];
  /** There is a key, and the platform does not take it any more. */
  refused: boolean;
}

/** In place of the form: without a key the platform tells nothing, and keys are kept with accounts. */
export function KeyNeeded({ platform, accounts, refused }: Props) {
  const { credential } = platform;
  if (!credential) return null;
  return (
    <div className={classes.needs}>
      <Text className={classes.needsTitle}>
        <KeyRound size={16} aria-hidden />
        {refused
          ? `${platform.name} refused your ${keyBeside(platform)}`
          : `Needs your ${keyBeside(platform)}`}
      </Text>
      <Text size="sm">
        {sentence(credential.help)}{" "}
        {credential.url && (
          <Anchor
            href={credential.url}
            target="_blank"
            rel="noreferrer noopener"
            underline="always"
            size="sm"
          >
            Where to get it
          </Anchor>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        It is kept encrypted with your account here, and an import never asks for it.
      </Text>
      <Button component={Link} to={placeOfKey(platform, accounts)} className={classes.needsAction}>
        {refused ? "Enter a new one" : accounts.length ? "To your accounts" : "Add the account"}
      </Button>
    </div>
  );
}
