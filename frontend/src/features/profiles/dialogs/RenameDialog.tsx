import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";

import { helpBeside } from "@/lib/jobWords";
import { notifyDone } from "@/lib/notify";

import { useChangeProfile } from "../api/changeProfile";
import { nameOf } from "../words";
import type { DialogProps } from "./AccountDialogs";
import { tellInForm } from "./tellInForm";

/** Another name for the same account, or the right one in place of a wrong one. What it brought stays. */
export function RenameDialog({ asked, platform, opened, onClose }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Rename ${nameOf(asked.profile, platform)}`}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <RenameForm asked={asked} platform={platform} onClose={onClose} />
    </Modal>
  );
}

function RenameForm({ asked: { profile }, platform, onClose }: Omit<DialogProps, "opened">) {
  const form = useForm({
    initialValues: { username: profile.username },
    validate: { username: (name) => (name.trim() ? null : "Type the user name.") },
  });
  const [alert, setAlert] = useState<string | null>(null);
  const change = useChangeProfile();
  const submit = form.onSubmit(({ username }) => {
    setAlert(null);
    change.mutate(
      { id: profile.id, username: username.trim() },
      {
        onSuccess: (changed) => {
          onClose();
          notifyDone(`${profile.username} is ${changed.username} now`);
        },
        onError: (error) => setAlert(tellInForm(form, error)),
      },
    );
  });
  return (
    <form onSubmit={submit} noValidate aria-label="Name">
      <FormAlert message={alert} />
      <Stack gap="md">
        <TextInput
          label="User name"
          description={platform && helpBeside(form.errors.username, platform.username_help)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={platform?.username_max ?? 100}
          data-autofocus
          inputWrapperOrder={["label", "input", "error", "description"]}
          {...form.getInputProps("username")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
            Rename
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
