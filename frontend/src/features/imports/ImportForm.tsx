import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useId, useRef } from "react";

import { Refusal } from "@/components/jobs/Refusal";
import type { ImportRun } from "@/lib/endpoints/importRun";
import { isLive } from "@/lib/endpoints/jobs";
import type { Platform } from "@/lib/endpoints/platforms";
import { fieldErrors } from "@/lib/errors";
import { useUser } from "@/lib/identity";
import { helpBeside, sentence } from "@/lib/jobWords";

import classes from "./Import.module.css";
import { isAtField } from "./refusedName";

interface Props {
  platform: Platform;
  run: ImportRun;
  /** The name to begin with. */
  username: string;
  /** The only names whose key is here, where the platform asks for one. */
  only: readonly string[] | null;
  /** Something was imported from there before, so something may have been deleted. */
  hasHistory: boolean;
}

/** Whose history, and how much of it. */
export function ImportForm({ platform, run, username, only, hasHistory }: Props) {
  const mine = useUser()?.username ?? "";
  const form = useForm({
    mode: "controlled",
    initialValues: {
      username: nameToBegin(username || (platform.offline ? mine : ""), only),
      details: false,
      bring_back: false,
    },
    validate: { username: (name) => (name.trim() ? null : `Type your user name on ${platform.name}.`) },
  });
  const input = useServerErrors(form.setErrors, run.error);
  const submit = (preview: boolean) =>
    form.onSubmit(
      (values) =>
        void run.start({ platform: platform.slug, preview, ...values, username: values.username.trim() }),
    );
  const isBusy = run.isStarting || (run.job !== null && isLive(run.job));
  const alert = run.refusal && !isAtField(run.refusal) ? run.refusal : null;
  return (
    <form onSubmit={submit(false)} aria-label={`Import from ${platform.name}`} noValidate>
      {alert && <Refusal key={alert.message} error={alert} />}
      <Stack gap="sm">
        {only ? (
          <NativeSelect label="Account" data={[...only]} {...form.getInputProps("username")} />
        ) : (
          <TextInput
            ref={input}
            label="User name"
            description={helpBeside(form.errors.username, platform.username_help)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={platform.username_max}
            inputWrapperOrder={["label", "input", "error", "description"]}
            {...form.getInputProps("username")}
          />
        )}
        <Options platform={platform} form={form} hasHistory={hasHistory} />
        <Group gap="xs">
          <Button type="submit" loading={run.isStarting && !run.asked?.preview} disabled={isBusy}>
            Import
          </Button>
          <Button
            variant="default"
            loading={run.isStarting && run.asked?.preview}
            disabled={isBusy}
            onClick={() => submit(true)()}
          >
            Preview
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function nameToBegin(username: string, only: Props["only"]): string {
  return !only || only.includes(username) ? username : (only[0] ?? "");
}

interface OptionsProps {
  platform: Platform;
  hasHistory: boolean;
  form: { getInputProps: (name: string, options: { type: "checkbox" }) => object };
}

function Options({ platform, form, hasHistory }: OptionsProps) {
  const id = useId();
  if (!platform.has_details && !hasHistory) return null;
  return (
    <div role="group" aria-labelledby={id} className={classes.options}>
      <span id={id} hidden>
        Options
      </span>
      {platform.has_details && (
        <Checkbox
          size="sm"
          label="Difficulty and tags too"
          description="One more question to the platform for each problem, so it takes longer."
          {...form.getInputProps("details", { type: "checkbox" })}
        />
      )}
      {hasHistory && (
        <Checkbox
          size="sm"
          label="Bring back what I deleted"
          description="Otherwise what you deleted here stays away."
          {...form.getInputProps("bring_back", { type: "checkbox" })}
        />
      )}
    </div>
  );
}

/** A refused name is told at the name, whether it was refused at once or by the platform later. */
function useServerErrors(setErrors: (errors: Record<string, string>) => void, error: Error | null) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isAtField(error)) return;
    setErrors({ username: sentence(fieldErrors(error).username ?? "") });
    input.current?.focus();
  }, [setErrors, error]);
  return input;
}
