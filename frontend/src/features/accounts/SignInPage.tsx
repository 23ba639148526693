import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useRef, useState } from "react";
import { Link, useSearchParams } from "react-router";

import { FormAlert } from "@/components/FormAlert";
import { showInForm } from "@/lib/errors";

import { useSignIn } from "./api/signIn";
import { DoorLayout } from "./DoorLayout";

export default function SignInPage() {
  const [params] = useSearchParams();
  return (
    <DoorLayout
      title="Sign in"
      description={params.has("next") ? "Sign in to see this page." : undefined}
      footer={
        <>
          New here?{" "}
          <Anchor component={Link} underline="always" to={`/register?${params.toString()}`}>
            Create an account
          </Anchor>
        </>
      }
    >
      <SignInForm />
    </DoorLayout>
  );
}

function SignInForm() {
  const form = useForm({ mode: "uncontrolled", initialValues: { username: "", password: "" } });
  const [alert, setAlert] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const signIn = useSignIn();
  useEffect(() => first.current?.focus(), []);
  const submit = form.onSubmit((values) => {
    setAlert(null);
    signIn.mutate(values, { onError: (error) => setAlert(showInForm(form, error)) });
  });
  return (
    <form onSubmit={submit}>
      <FormAlert message={alert} />
      <Stack gap="md">
        <TextInput
          ref={first}
          label="Username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          key={form.key("username")}
          {...form.getInputProps("username")}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
