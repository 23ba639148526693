import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import type { Platform } from "@/lib/endpoints/platforms";

import { notifyDone } from "@/lib/notify";

import { useChangeProfile } from "../api/changeProfile";
import { keyOf, nameOf } from "../words";
import type { DialogProps } from "./AccountDialogs";
import { SecretField } from "./SecretField";
import { tellInForm } from "./tellInForm";

interface Props extends DialogProps {
  onDrop: () => void;
}

/** Gives an account a key, or another one. The one that is there is never shown, but for its last four characters. */
export function KeyDialog({ asked, platform, opened, onClose, onDrop }: Props) {
  const { profile } = asked;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`${profile.credential.set ? "Replace" : "Give"} your ${keyOf(platform)}`}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Text size="sm" c="dimmed" mb="md">
        {`For ${nameOf(profile, platform)}.`}
        {profile.credential.set && (
          <>
            {" The one there is ends in "}
            <code>{profile.credential.last4}</code>.
          </>
        )}
      </Text>
      {platform?.credential && (
        <KeyForm asked={asked} credential={platform.credential} onClose={onClose} onDrop={onDrop} />
      )}
    </Modal>
  );
}

interface FormProps extends Pick<Props, "asked" | "onClose" | "onDrop"> {
  credential: NonNullable<Platform["credential"]>;
}

function KeyForm({ asked: { profile, sync }, credential, onClose, onDrop }: FormProps) {
  const form = useForm({
    initialValues: { credential: "" },
    validate: { credential: (text) => (text.trim() ? null : `Paste your ${credential.label} here.`) },
  });
  const [alert, setAlert] = useState<string | null>(null);
  const change = useChangeProfile();
  const submit = form.onSubmit(({ credential: secret }) => {
    setAlert(null);
    change.mutate(
      { id: profile.id, credential: secret },
      {
        onSuccess: (changed) => {
          onClose();
          notifyDone(`Your ${credential.label} is kept, ending in ${changed.credential.last4}`);
          // More may be within reach now.
          if (changed.verified_at) sync.start();
        },
        onError: (error) => setAlert(tellInForm(form, error)),
      },
    );
  });
  return (
    <form onSubmit={submit} noValidate aria-label="Key">
      <FormAlert message={alert} />
      <Stack gap="md">
        <SecretField credential={credential} isRequired isFirst {...form.getInputProps("credential")} />
        <Group gap="xs" justify="flex-end">
          {profile.credential.set && (
            <Button variant="subtle" color="gray" mr="auto" onClick={onDrop}>
              Remove it…
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={change.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
