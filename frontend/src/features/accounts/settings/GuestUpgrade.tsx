import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { showInForm } from "@/lib/errors";
import { notifyDone } from "@/lib/notify";

import { AccountFields, NEW_ACCOUNT, checkNewAccount } from "../AccountFields";
import { useUpgrade } from "../api/upgrade";
import classes from "./Section.module.css";

/** A guest who wants to stay: a name and a password, and everything is kept. */
export function GuestUpgrade() {
  const form = useForm({ mode: "uncontrolled", initialValues: NEW_ACCOUNT, validate: checkNewAccount });
  const [alert, setAlert] = useState<string | null>(null);
  const upgrade = useUpgrade();
  const submit = form.onSubmit(({ email, ...account }) => {
    setAlert(null);
    upgrade.mutate(
      { ...account, email: email || null },
      {
        onSuccess: () => notifyDone("The account is yours, with everything in it."),
        onError: (error) => setAlert(showInForm(form, error)),
      },
    );
  });
  return (
    <section className={classes.upgrade} aria-labelledby="keep-account">
      <div>
        <Title order={2} id="keep-account">
          Keep what you have here
        </Title>
        <Text size="sm" c="dimmed" mt={2}>
          A guest account goes when you sign out or stay away. With a name and a password it is yours, and
          everything in it stays.
        </Text>
      </div>
      <form onSubmit={submit} noValidate>
        <FormAlert message={alert} />
        <Stack gap="md">
          <AccountFields form={form} />
          <Group>
            <Button type="submit" loading={upgrade.isPending}>
              Keep this account
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
