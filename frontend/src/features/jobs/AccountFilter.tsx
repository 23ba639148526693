import { Anchor, CloseButton } from "@mantine/core";
import { Link } from "react-router";

import { useProfiles } from "@/lib/endpoints/profiles";

import classes from "./Jobs.module.css";
import { usePlatformNames } from "./platformNames";

/** Says which account's history is shown. */
export function AccountFilter({ id, onRemove }: { id: number; onRemove: () => void }) {
  const account = useProfiles().data?.results.find((one) => one.id === id);
  const platformName = usePlatformNames();
  return (
    <span className={classes.account}>
      Of{" "}
      <Anchor component={Link} to="/accounts" size="sm">
        {account ? `${account.username} on ${platformName(account)}` : `account ${id}`}
      </Anchor>
      <CloseButton size="sm" aria-label="Of any account" onClick={onRemove} />
    </span>
  );
}
