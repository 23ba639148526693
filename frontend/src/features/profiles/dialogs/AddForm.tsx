import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { CircleAlert } from "lucide-react";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { useDates } from "@/lib/dates";
import type { Platform } from "@/lib/endpoints/platforms";
import type { Profile } from "@/lib/endpoints/profiles";

import { useUser } from "@/lib/identity";
import { helpBeside, sentence } from "@/lib/jobWords";
import { inOwnZone } from "@/lib/moments";

import { useAddProfile } from "../api/addProfile";
import { ConnectOffer } from "./ConnectOffer";
import { SecretField } from "./SecretField";
import { tellInForm } from "./tellInForm";

interface Props {
  platform: Platform;
  onAdded: (profile: Profile) => void;
  onBack: () => void;
}

/** Whose account it is, and what the platform needs to show it. */
export function AddForm({ platform, onAdded, onBack }: Props) {
  const { credential, oauth } = platform;
  const { form, submit, alert, isAdding } = useAdding(platform, onAdded);
  return (
    <Stack gap="md">
      <Notice text={platform.notice} />
      {oauth && <ConnectOffer platform={platform} oauth={oauth} />}
      <form onSubmit={submit} noValidate aria-label={`Account on ${platform.name}`}>
        <FormAlert message={alert} />
        <Stack gap="md">
          <TextInput
            label="User name"
            description={helpBeside(form.errors.username, platform.username_help)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={platform.username_max}
            data-autofocus
            inputWrapperOrder={["label", "input", "error", "description"]}
            {...form.getInputProps("username")}
          />
          {credential && (
            <SecretField
              credential={credential}
              isRequired={credential.required}
              {...form.getInputProps("credential")}
            />
          )}
          <Group gap="xs" justify="flex-end">
            <Button variant="subtle" color="gray" mr="auto" onClick={onBack}>
              Another platform
            </Button>
            <Button type="submit" loading={isAdding}>
              Add the account
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}

/** What is wrong with the platform at the moment. */
function Notice({ text }: { text: string }) {
  const dates = useDates();
  if (!text) return null;
  return (
    <Alert color="yellow" variant="light" icon={<CircleAlert size={16} aria-hidden />}>
      {sentence(inOwnZone(text, dates))} The account can be added all the same; it is looked up when it
      answers again.
    </Alert>
  );
}

function useAdding(platform: Platform, onAdded: (profile: Profile) => void) {
  const mine = useUser()?.username ?? "";
  const { credential, name, offline, slug } = platform;
  const form = useForm({
    initialValues: { username: offline ? mine : "", credential: "" },
    validate: {
      username: (text) => (text.trim() ? null : `Type your user name on ${name}.`),
      credential: (text) =>
        credential?.required && !text.trim() ? `Paste your ${credential.label} here.` : null,
    },
  });
  const [alert, setAlert] = useState<string | null>(null);
  const add = useAddProfile();
  const submit = form.onSubmit(({ username, credential: secret }) => {
    setAlert(null);
    add.mutate(
      { platform: slug, username: username.trim(), ...(secret.trim() && { credential: secret }) },
      { onSuccess: onAdded, onError: (error) => setAlert(tellInForm(form, error)) },
    );
  });
  return { form, submit, alert, isAdding: add.isPending };
}
