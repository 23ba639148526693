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
import { type RowField, type RowFields, fieldsOf, formFields, valuesOf } from "./rowForm";

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
          { id: issue.row.id, values: valuesOf(fields, before, issue, zone) },
          { onSuccess: done, onError: failed },
        ),
      )}
    >
      <FormAlert message={alert} />
      <Fields form={form} fields={formFields(issue)} zone={zone} />
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

function Fields({ form, fields, zone }: { form: Form; fields: readonly RowField[]; zone: string }) {
  const isShort = ({ kind }: RowField) => SHORT.includes(kind);
  const rest = fields.findIndex(isShort);
  const before = rest < 0 ? fields : fields.slice(0, rest);
  const short = fields.filter(isShort);
  const after = rest < 0 ? [] : fields.slice(rest).filter((field) => !isShort(field));
  const draw = (field: RowField) => <Input key={field.name} form={form} field={field} zone={zone} />;
  return (
    <Stack gap="sm">
      {before.map(draw)}
      <SimpleGrid cols={{ base: 1, xs: short.length || 1 }} spacing="sm">
        {short.map(draw)}
      </SimpleGrid>
      {after.map(draw)}
    </Stack>
  );
}

/** These stand side by side. */
const SHORT: readonly RowField["kind"][] = ["outcome", "difficulty", "minutes"];

function Input({ form, field, zone }: { form: Form; field: RowField; zone: string }) {
  const path = `values.${field.name}`;
  // A drawer that opens gives the focus to the field that is marked for it.
  const input = { ...form.getInputProps(path), "data-autofocus": form.errors[path] ? true : undefined };
  const { kind, label, description } = field;
  switch (kind) {
    case "moment":
      return (
        <TextInput
          type="datetime-local"
          step={1}
          label={label}
          description={`In your time zone, ${zone}`}
          {...input}
        />
      );
    case "day":
      return (
        <TextInput type="date" label={label} description="The day as the platform counts it" {...input} />
      );
    case "minutes":
      return <NumberInput label={label} min={0} max={100_000} allowDecimal={false} {...input} />;
    case "outcome":
      return <NativeSelect label={label} data={[...OUTCOMES]} {...input} />;
    case "difficulty":
      return (
        <NativeSelect label={label} data={[{ value: "", label: "Not known" }, ...DIFFICULTIES]} {...input} />
      );
    case "names":
      return (
        <TagsInput
          label={label}
          placeholder="Type and press Enter"
          acceptValueOnBlur
          clearable={false}
          {...input}
        />
      );
    case "url":
      return <TextInput type="url" label={label} placeholder="https://" {...input} />;
    default:
      return <TextInput label={label} description={description} {...input} />;
  }
}
