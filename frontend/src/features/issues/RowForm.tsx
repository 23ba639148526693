import {
  Button,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useEffect, useRef, useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { useDates } from "@/lib/dates";
import { showInForm } from "@/lib/errors";
import { sentence } from "@/lib/jobWords";
import { DIFFICULTIES, OUTCOMES } from "@/lib/solves";

import { useChangeRow } from "./api/changeRow";
import type { Issue } from "./api/issues";
import { type RowFields, fieldsOf, valuesOf } from "./rowForm";

type Form = UseFormReturnType<RowFields>;

interface Props {
  issue: Issue;
  onSettled: (issue: Issue) => void;
}

/** The row's values, the gap among them marked; saving makes it ready to be imported. */
export function RowForm({ issue, onSettled }: Props) {
  const { zone } = useDates();
  const [before] = useState(() => fieldsOf(issue, zone));
  const form = useForm<RowFields>({ mode: "controlled", initialValues: before, initialErrors: gapOf(issue) });
  const [alert, setAlert] = useState<string | null>(
    issue.field || issue.state !== "open" ? null : sentence(issue.detail),
  );
  const save = useChangeRow();
  const drop = useChangeRow();
  const failed = (error: Error) => setAlert(showInForm(inSentences(form), error));
  const done = () => onSettled(issue);
  const element = useFocusOnGap(form);
  return (
    <form
      ref={element}
      noValidate
      aria-label="Values of the row"
      onSubmit={form.onSubmit((fields) =>
        save.mutate(
          { id: issue.row.id, values: valuesOf(fields, before, zone) },
          { onSuccess: done, onError: failed },
        ),
      )}
    >
      <FormAlert message={alert} />
      <Fields form={form} zone={zone} />
      <Group gap="xs" mt="lg">
        <Button type="submit" loading={save.isPending} disabled={drop.isPending}>
          Save
        </Button>
        <Button
          variant="default"
          loading={drop.isPending}
          disabled={save.isPending}
          onClick={() =>
            drop.mutate({ id: issue.row.id, state: "discarded" }, { onSuccess: done, onError: failed })
          }
        >
          Leave it out
        </Button>
      </Group>
    </form>
  );
}

/** Details about values come as parts of sentences. */
function inSentences(form: Form) {
  const setErrors = (errors: Record<string, string>) =>
    form.setErrors(Object.fromEntries(Object.entries(errors).map(([name, text]) => [name, sentence(text)])));
  return { getValues: form.getValues, setErrors };
}

/** What is wrong with the row, at the field that it is about. */
function gapOf({ field, detail, state }: Issue): Record<string, string> {
  return field && state === "open" ? { [`values.${field}`]: sentence(detail) } : {};
}

/** The keyboard begins where there is something to do. */
function useFocusOnGap(form: Form) {
  const element = useRef<HTMLFormElement>(null);
  const wrong = Object.keys(form.errors).join(" ");
  useEffect(() => {
    element.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid]")?.focus();
  }, [wrong]);
  return element;
}

/** A drawer that opens gives the focus to the field that is marked for it. */
function inputOf(form: Form, name: keyof RowFields["values"]) {
  const path = `values.${name}`;
  return { ...form.getInputProps(path), "data-autofocus": form.errors[path] ? true : undefined };
}

function Fields({ form, zone }: { form: Form; zone: string }) {
  const field = (name: keyof RowFields["values"]) => inputOf(form, name);
  return (
    <Stack gap="sm">
      <TextInput label="Title" {...field("title")} />
      <TextInput
        type="datetime-local"
        step={1}
        label="When"
        description={`In your time zone, ${zone}`}
        {...field("solved_at")}
      />
      <TextInput
        label="Id"
        description="The platform's own; without one, title and day stand in for it"
        {...field("question_id")}
      />
      <TextInput type="url" label="Address" placeholder="https://" {...field("url")} />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <NativeSelect label="Outcome" data={[...OUTCOMES]} {...field("outcome")} />
        <NativeSelect
          label="Difficulty"
          data={[{ value: "", label: "Not known" }, ...DIFFICULTIES]}
          {...field("difficulty")}
        />
        <NumberInput label="Minutes" min={0} max={100_000} allowDecimal={false} {...field("minutes")} />
      </SimpleGrid>
      <Names label="Languages" form={form} name="languages" />
      <Names label="Tags" form={form} name="tags" />
    </Stack>
  );
}

function Names({ label, form, name }: { label: string; form: Form; name: "languages" | "tags" }) {
  return (
    <TagsInput
      label={label}
      placeholder="Type and press Enter"
      acceptValueOnBlur
      clearable={false}
      {...inputOf(form, name)}
    />
  );
}
