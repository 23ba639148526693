import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { leave } from "@/lib/auth";
import { showInForm } from "@/lib/errors";
import { type User, useUser } from "@/lib/identity";
import { refresh } from "@/lib/query";
import { session } from "@/lib/session";

import { useSignIn } from "./api/signIn";

/** Over whatever was being done: signing in again goes on with it, and repeats the call that was refused. */
export default function SessionEndedDialog() {
  const user = useUser();
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Your session has ended"
    >
      {user?.is_guest ? <GuestIsGone /> : <SignInAgain user={user} />}
    </Modal>
  );
}

function SignInAgain({ user }: { user: User | null }) {
  const client = useQueryClient();
  const form = useForm({ mode: "uncontrolled", initialValues: { password: "" } });
  const [alert, setAlert] = useState<string | null>(null);
  const signIn = useSignIn();
  const submit = form.onSubmit(({ password }) => {
    setAlert(null);
    signIn.mutate(
      { username: user?.username ?? "", password },
      {
        onSuccess: () => {
          session.settle(true);
          refresh(client, "all");
        },
        onError: (error) => setAlert(showInForm(form, error)),
      },
    );
  });
  return (
    <form onSubmit={submit}>
      <Text mb="md">Sign in again to go on where you are. Nothing you typed is lost.</Text>
      <FormAlert message={alert} />
      <Stack gap="md">
        <TextInput label="Username" value={user?.username ?? ""} readOnly autoComplete="username" />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" color="gray" onClick={() => leave(client)}>
            Leave this page
          </Button>
          <Button type="submit" loading={signIn.isPending}>
            Sign in and go on
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function GuestIsGone() {
  const client = useQueryClient();
  return (
    <>
      <Text mb="md">
        A guest account has no password, so nobody can come back to it. To keep what you do, give it a name
        and a password in Settings next time.
      </Text>
      <Group justify="flex-end">
        <Button onClick={() => leave(client)} data-autofocus>
          Back to the front page
        </Button>
      </Group>
    </>
  );
}
