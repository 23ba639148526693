import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { showInForm } from "@/lib/errors";
import { notifyDone } from "@/lib/notify";

import { checkNewAccount } from "../AccountFields";
import { useChangePassword } from "../api/changePassword";
import { Section } from "./Section";

export function PasswordSettings({ username }: { username: string }) {
  const form = useForm({
    initialValues: { current_password: "", new_password: "" },
    validate: { new_password: checkNewAccount.password },
  });
  const [alert, setAlert] = useState<string | null>(null);
  const change = useChangePassword();
  const submit = form.onSubmit((values) => {
    setAlert(null);
    change.mutate(values, {
      onSuccess: () => {
        form.reset();
        notifyDone("Password changed. All other browsers were signed out.");
      },
      onError: (error) => setAlert(showInForm(form, error)),
    });
  });
  return (
    <Section title="Password" description="Changing it signs you out everywhere else.">
      <form onSubmit={submit} noValidate>
        <FormAlert message={alert} />
        <Stack gap="md">
          {/* For password managers, which want to know whose password it is. */}
          <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            {...form.getInputProps("current_password")}
          />
          <PasswordInput
            label="New password"
            description="At least 8 characters. A few words are better than one."
            autoComplete="new-password"
            {...form.getInputProps("new_password")}
          />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
