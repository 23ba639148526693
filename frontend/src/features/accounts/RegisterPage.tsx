import { Anchor, Button, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";

import { FormAlert } from "@/components/FormAlert";
import { browserZone } from "@/lib/dates";
import { showInForm } from "@/lib/errors";

import { AccountFields, NEW_ACCOUNT, checkNewAccount } from "./AccountFields";
import { useRegister } from "./api/register";
import { DoorLayout } from "./DoorLayout";

export default function RegisterPage() {
  const [params] = useSearchParams();
  return (
    <DoorLayout
      title="Create an account"
      description="A name and a password are all it takes."
      footer={
        <>
          Been here before?{" "}
          <Anchor component={Link} underline="always" to={`/sign-in?${params.toString()}`}>
            Sign in
          </Anchor>
        </>
      }
    >
      <RegisterForm />
    </DoorLayout>
  );
}

function RegisterForm() {
  const form = useForm({ mode: "uncontrolled", initialValues: NEW_ACCOUNT, validate: checkNewAccount });
  const [alert, setAlert] = useState<string | null>(null);
  const register = useRegister();
  const submit = form.onSubmit(({ email, ...account }) => {
    setAlert(null);
    register.mutate(
      { ...account, email: email || null, time_zone: browserZone() },
      { onError: (error) => setAlert(showInForm(form, error)) },
    );
  });
  return (
    <form onSubmit={submit} noValidate>
      <FormAlert message={alert} />
      <Stack gap="md">
        <AccountFields form={form} />
        <Button type="submit" loading={register.isPending}>
          Create account
        </Button>
      </Stack>
    </form>
  );
}
