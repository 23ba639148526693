import { Text } from "@mantine/core";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";
import { notifyDone } from "@/lib/notify";

import type { Sync } from "../account/useSync";
import type { Dialog } from "../account/useTasks";
import { useChangeProfile } from "../api/changeProfile";
import { keyOf, nameOf } from "../words";
import { DisconnectDialog } from "./DisconnectDialog";
import { KeyDialog } from "./KeyDialog";
import { ReadAgainDialog } from "./ReadAgainDialog";
import { RemoveDialog } from "./RemoveDialog";
import { RenameDialog } from "./RenameDialog";

export interface Asked {
  dialog: Dialog;
  profile: Profile;
  sync: Sync;
}

export interface DialogProps {
  asked: Asked;
  platform: Platform | undefined;
  opened: boolean;
  onClose: () => void;
}

interface Props extends DialogProps {
  onOpen: (dialog: Dialog) => void;
}

/** What is asked before something is done with an account; the account may be gone by the time it closes. */
export function AccountDialogs({ onOpen, ...props }: Props) {
  switch (props.asked.dialog) {
    case "again":
      return <ReadAgainDialog {...props} />;
    case "key":
      return <KeyDialog {...props} onDrop={() => onOpen("drop")} />;
    case "drop":
      return <DropDialog {...props} />;
    case "disconnect":
      return <DisconnectDialog {...props} />;
    case "rename":
      return <RenameDialog {...props} />;
    case "remove":
      return <RemoveDialog {...props} />;
  }
}

function DropDialog({ asked: { profile }, platform, opened, onClose }: DialogProps) {
  const change = useChangeProfile();
  const key = keyOf(platform);
  const drop = async () => {
    await change.mutateAsync({ id: profile.id, credential: null });
    notifyDone(`The ${key} of ${nameOf(profile, platform)} is deleted`);
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Delete your ${key}?`}
      confirmLabel={`Delete the ${key}`}
      onConfirm={drop}
    >
      <Text>
        The one that ends in <code>{profile.credential.last4}</code> is deleted here for good; what it brought
        stays.{" "}
        {platform?.credential?.required
          ? `Without one, ${platform.name} cannot be read.`
          : `${platform?.name ?? "The account"} is then read as anybody sees it.`}
      </Text>
    </ConfirmDialog>
  );
}
