import { Button, Group, Kbd, NumberInput, TagsInput, TextInput, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import type { Outcome } from "@/components/OutcomeBadge";
import { useDates } from "@/lib/dates";
import { showInForm } from "@/lib/errors";

import type { Attempt } from "../api/attempts";
import type { AttemptValues } from "../api/createAttempt";
import classes from "./AttemptForm.module.css";
import { toLocal, toMoment } from "./localTime";
import { OutcomeField } from "./OutcomeField";

interface Props {
  /** The one to edit; without it a new one is noted. */
  attempt?: Attempt;
  /** What the stopwatch says; stands in the field until something else is typed there. */
  measured?: number | null;
  onSave: (values: AttemptValues) => Promise<unknown>;
  onClose: () => void;
}

interface Values {
  outcome: Outcome;
  /** Null: not touched. */
  time_spent_min: number | string | null;
  /** In the person's zone; empty for now. */
  date_attempted: string;
  languages: string[];
  solution_approach: string;
  self_notes: string;
}

/** Opens with the focus on the outcome, so that Enter alone notes a solved attempt. */
export function AttemptForm({ attempt, measured = null, onSave, onClose }: Props) {
  const { zone } = useDates();
  const form = useForm<Values>({ initialValues: valuesOf(attempt, zone) });
  const { save, isSaving, alert } = useSaving(form, onSave, (values) => bodyOf(values, measured, zone));
  const element = useFocusOnOpen();
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === "Escape" && !form.isDirty() && !event.defaultPrevented) onClose();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
  };
  return (
    // Escape and Ctrl+Enter reach every field of the form.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={element}
      className={classes.form}
      aria-label={attempt ? "Edit attempt" : "Log an attempt"}
      onSubmit={form.onSubmit(save)}
      onKeyDown={onKeyDown}
      noValidate
    >
      <FormAlert message={alert} />
      <OutcomeField
        hasFocus
        value={form.values.outcome}
        onChange={(outcome) => form.setFieldValue("outcome", outcome)}
      />
      <div className={classes.row}>
        <NumberInput
          label="Minutes"
          min={0}
          max={100_000}
          allowDecimal={false}
          {...form.getInputProps("time_spent_min")}
          value={form.values.time_spent_min ?? measured ?? ""}
        />
        <TextInput
          type="datetime-local"
          label="When"
          description={attempt ? undefined : "Now, unless you say otherwise"}
          inputWrapperOrder={["label", "input", "description", "error"]}
          {...form.getInputProps("date_attempted")}
        />
        <TagsInput
          label="Languages"
          placeholder={form.values.languages.length ? undefined : "Python"}
          {...form.getInputProps("languages")}
        />
      </div>
      <Textarea
        label="Approach"
        autosize
        minRows={1}
        maxRows={12}
        maxLength={20_000}
        {...form.getInputProps("solution_approach")}
      />
      <Textarea
        label="What I noticed"
        description="Markdown works."
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20_000}
        {...form.getInputProps("self_notes")}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          loading={isSaving}
          rightSection={
            <Kbd size="xs" className={classes.key} aria-hidden>
              ↵
            </Kbd>
          }
        >
          {attempt ? "Save" : "Log attempt"}
        </Button>
      </Group>
    </form>
  );
}

function useFocusOnOpen() {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    element.current?.querySelector<HTMLInputElement>("[data-autofocus]")?.focus();
  }, []);
  return element;
}

function useSaving(
  form: ReturnType<typeof useForm<Values>>,
  onSave: Props["onSave"],
  bodyOfValues: (values: Values) => AttemptValues,
) {
  const [alert, setAlert] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async (values: Values) => {
    setAlert(null);
    setSaving(true);
    try {
      await onSave(bodyOfValues(values));
    } catch (error) {
      setAlert(showInForm(form, error));
      setSaving(false);
    }
  };
  return { save, isSaving, alert };
}

function valuesOf(attempt: Attempt | undefined, zone: string): Values {
  return {
    outcome: attempt?.outcome ?? "Solved",
    time_spent_min: attempt ? (attempt.time_spent_min ?? "") : null,
    date_attempted: attempt?.date_attempted ? toLocal(attempt.date_attempted, zone) : "",
    languages: attempt?.languages ?? [],
    solution_approach: attempt?.solution_approach ?? "",
    self_notes: attempt?.self_notes ?? "",
  };
}

function bodyOf(values: Values, measured: number | null, zone: string): AttemptValues {
  const { date_attempted: when, time_spent_min: typed, ...rest } = values;
  const minutes = typed ?? measured;
  return {
    ...rest,
    time_spent_min: typeof minutes === "number" ? minutes : null,
    ...(when && { date_attempted: toMoment(when, zone) }),
  };
}
