import { Anchor, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { notifyDone } from "@/lib/notify";

import { type Disconnected, useDisconnect } from "../api/disconnect";
import { nameOf } from "../words";
import type { DialogProps } from "./AccountDialogs";

/** Gives the permission back to the platform. */
export function DisconnectDialog({ asked: { profile }, platform, opened, onClose }: DialogProps) {
  const disconnect = useDisconnect();
  const name = nameOf(profile, platform);
  const confirm = async () => {
    const { revocation } = await disconnect.mutateAsync(profile.id);
    if (revocation.done) notifyDone(`${name} is disconnected`);
    else tellByHand(name, revocation);
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Disconnect ${name}?`}
      confirmLabel="Disconnect"
      onConfirm={confirm}
    >
      <Text>
        {`${platform?.name ?? "The platform"} is told that its permission is no longer used, and it is deleted here. The account and what it brought stay; what anybody can see of it is read on.`}
      </Text>
    </ConfirmDialog>
  );
}

/** Stays until it is read: the rest is up to the person. */
function tellByHand(name: string, { detail, url }: Disconnected["revocation"]): void {
  notifications.show({
    title: `${name} is disconnected here`,
    color: "yellow",
    autoClose: false,
    message: (
      <>
        {detail.replace(`: ${url}`, ". ")}
        <Anchor href={url} target="_blank" rel="noreferrer noopener" size="sm" underline="always">
          Take it back there
        </Anchor>
      </>
    ),
  });
}
