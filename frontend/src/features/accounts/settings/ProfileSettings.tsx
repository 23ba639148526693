import { Button, Group, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMemo, useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { browserZone } from "@/lib/dates";
import { showInForm } from "@/lib/errors";
import type { User } from "@/lib/identity";
import { notifyDone } from "@/lib/notify";

import { type ProfileChange, useUpdateProfile } from "../api/updateProfile";
import { Section } from "./Section";

interface Values {
  email: string;
  time_zone: string;
  current_password: string;
}

export function ProfileSettings({ user }: { user: User }) {
  const saved = valuesOf(user);
  const form = useForm<Values>({ initialValues: saved });
  const [alert, setAlert] = useState<string | null>(null);
  const update = useUpdateProfile();
  const change = changeOf(form.values, saved);
  const submit = form.onSubmit(() => {
    setAlert(null);
    update.mutate(change, {
      onSuccess: (person) => {
        form.setInitialValues(valuesOf(person));
        form.reset();
        notifyDone("Profile saved.");
      },
      onError: (error) => setAlert(showInForm(form, error)),
    });
  });
  return (
    <Section title="Profile" description="Days, streaks and reviews are counted in your time zone.">
      <form onSubmit={submit} noValidate>
        <FormAlert message={alert} />
        <Stack gap="md">
          <ZoneField zone={user.time_zone} input={form.getInputProps("time_zone")} />
          {!user.is_guest && (
            <TextInput
              label="Email address"
              type="email"
              autoComplete="email"
              {...form.getInputProps("email")}
            />
          )}
          {change.email !== undefined && (
            <PasswordInput
              label="Current password"
              description="Needed to change the email address."
              autoComplete="current-password"
              {...form.getInputProps("current_password")}
            />
          )}
          <Group>
            <Button type="submit" loading={update.isPending} disabled={!Object.keys(change).length}>
              Save profile
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function ZoneField({
  zone,
  input,
}: {
  zone: string;
  input: { value?: string; onChange?: (zone: string) => void };
}) {
  const zones = useMemo(() => zonesWith(zone), [zone]);
  return (
    <Select
      label="Time zone"
      description={`This browser is in ${browserZone()}.`}
      data={zones}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No time zone is called that"
      comboboxProps={{ keepMounted: false }}
      {...input}
      onChange={(chosen) => chosen && input.onChange?.(chosen)}
    />
  );
}

function zonesWith(zone: string): string[] {
  return [...new Set(["UTC", zone, browserZone(), ...Intl.supportedValuesOf("timeZone")])].sort();
}

function valuesOf({ email, time_zone }: Pick<User, "email" | "time_zone">): Values {
  return { email: email ?? "", time_zone, current_password: "" };
}

/** Only what differs is sent; a new address goes with the password. */
function changeOf(values: Values, saved: Values): ProfileChange {
  const change: ProfileChange = {};
  if (values.time_zone !== saved.time_zone) change.time_zone = values.time_zone;
  if (values.email.trim() !== saved.email) {
    change.email = values.email.trim() || null;
    change.current_password = values.current_password;
  }
  return change;
}
