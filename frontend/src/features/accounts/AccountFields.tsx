import { PasswordInput, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";

export const NEW_ACCOUNT = { username: "", password: "", email: "" };
export type NewAccount = typeof NEW_ACCOUNT;

const SHORTEST_PASSWORD = 8;

export const checkNewAccount = {
  username: (value: string) => (value.trim() ? null : "Choose a name."),
  password: (value: string) =>
    value.length < SHORTEST_PASSWORD ? `Use at least ${SHORTEST_PASSWORD} characters.` : null,
};

/** What a new account needs: the same for registering and for a guest who stays. */
export function AccountFields({ form }: { form: UseFormReturnType<NewAccount> }) {
  return (
    <>
      <TextInput
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        key={form.key("username")}
        {...form.getInputProps("username")}
      />
      <PasswordInput
        label="Password"
        description="At least 8 characters. A few words are better than one."
        autoComplete="new-password"
        key={form.key("password")}
        {...form.getInputProps("password")}
      />
      <TextInput
        label="Email address (optional)"
        description="Only for what you ask for, such as a new password."
        type="email"
        autoComplete="email"
        key={form.key("email")}
        {...form.getInputProps("email")}
      />
    </>
  );
}
