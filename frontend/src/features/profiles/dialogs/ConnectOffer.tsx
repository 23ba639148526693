import { Button, Text } from "@mantine/core";
import { Plug } from "lucide-react";

import { FormAlert } from "@/components/FormAlert";
import type { Platform } from "@/lib/endpoints/platforms";
import { messageOf } from "@/lib/errors";
import { sentence } from "@/lib/jobWords";

import { useConnect } from "../api/connect";
import classes from "./Dialogs.module.css";

interface Props {
  platform: Platform;
  oauth: NonNullable<Platform["oauth"]>;
}

/** The way without a key: the platform itself is asked to agree. Where that is not set up here, it says so. */
export function ConnectOffer({ platform, oauth }: Props) {
  const connect = useConnect();
  if (!oauth.configured) {
    return (
      <Text size="sm" c="dimmed">
        {platform.name} can be connected without a key where whoever runs this installation has set that up;
        here nobody has. Your user name is enough to begin with.
      </Text>
    );
  }
  return (
    <>
      <div className={classes.connect}>
        <FormAlert message={connect.error && sentence(messageOf(connect.error))} />
        <Button
          fullWidth
          leftSection={<Plug size={16} aria-hidden />}
          loading={connect.isPending}
          onClick={() => connect.mutate({ platform: platform.slug })}
        >
          Connect {platform.name}
        </Button>
        <Text size="xs" c="dimmed">
          {sentence(oauth.help)}
        </Text>
      </div>
      <div className={classes.or}>or by your user name</div>
    </>
  );
}
