import {
  Button,
  Drawer,
  Group,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  TextInput,
  Textarea,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { showUndo } from "@/components/showUndo";
import { showInForm } from "@/lib/errors";
import { notifyDone } from "@/lib/notify";

import { useCreateQuestion } from "./api/createQuestion";
import type { Question, TagRef } from "./api/questions";
import { type QuestionChange, oppositeOf, useUpdateQuestion } from "./api/updateQuestion";
import { TagsField } from "./TagsField";

interface Props {
  /** The one to edit; null makes a new one. */
  question: Question | null;
  opened: boolean;
  onClose: () => void;
  onMade?: (question: Question) => void;
}

interface Values {
  title: string;
  url: string;
  source: string;
  difficulty: Question["difficulty"];
  tags: TagRef[];
  content: string;
  is_active: boolean;
}

const LEVELS = [{ value: "", label: "None" }, "Easy", "Medium", "Hard"];

/** Adds a question or edits one beside its list. A click beside it does not throw away what was typed. */
export default function QuestionDrawer({ question, opened, onClose, onMade }: Props) {
  const [isDirty, setDirty] = useState(false);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      title={question ? "Edit question" : "New question"}
      closeButtonProps={{ "aria-label": "Close" }}
      closeOnClickOutside={!isDirty}
      closeOnEscape={!isDirty}
    >
      <QuestionForm
        key={question?.id ?? "new"}
        question={question}
        onDirty={setDirty}
        onClose={onClose}
        onMade={onMade}
      />
    </Drawer>
  );
}

interface FormProps extends Omit<Props, "opened"> {
  onDirty: (isDirty: boolean) => void;
}

function QuestionForm({ question, onDirty, onClose, onMade }: FormProps) {
  const form = useForm<Values>({ initialValues: valuesOf(question), onValuesChange: () => onDirty(true) });
  const { save, isSaving, alert } = useSaving(question, form, onClose, onMade);
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <FormAlert message={alert} />
      <Stack gap="md">
        <TextInput label="Title" required data-autofocus maxLength={300} {...form.getInputProps("title")} />
        <TextInput
          label="Link"
          type="url"
          placeholder="https://"
          maxLength={500}
          {...form.getInputProps("url")}
        />
        <TextInput
          label="Source"
          placeholder="A book, a course, an interview"
          maxLength={100}
          {...form.getInputProps("source")}
        />
        <div>
          <Text component="span" size="sm" fw={500} id="difficulty-label">
            Difficulty
          </Text>
          <SegmentedControl
            fullWidth
            mt={4}
            data={LEVELS}
            aria-labelledby="difficulty-label"
            value={form.values.difficulty ?? ""}
            onChange={(value) => form.setFieldValue("difficulty", (value || null) as Values["difficulty"])}
          />
        </div>
        <TagsField
          label="Tags"
          value={form.values.tags}
          onChange={(tags) => form.setFieldValue("tags", tags)}
          error={form.errors.tags ?? form.errors.tag_ids}
        />
        <Textarea
          label="Notes"
          description="Markdown works."
          autosize
          minRows={4}
          maxRows={14}
          maxLength={50_000}
          {...form.getInputProps("content")}
        />
        <Switch
          label="Active"
          description="Inactive questions stay in the journal and out of the way."
          {...form.getInputProps("is_active", { type: "checkbox" })}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            {question ? "Save" : "Add question"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useSaving(
  question: Question | null,
  form: ReturnType<typeof useForm<Values>>,
  onClose: () => void,
  onMade: Props["onMade"],
) {
  const [alert, setAlert] = useState<string | null>(null);
  const create = useCreateQuestion();
  const update = useUpdateQuestion();
  const undo = useUpdateQuestion();
  const onError = (error: Error) => setAlert(showInForm(form, error));
  const add = ({ tags, ...values }: Values) => {
    const done = (made: Question) => {
      onClose();
      if (onMade) onMade(made);
      else notifyDone(`“${made.title}” added`);
    };
    create.mutate({ ...values, tag_ids: tags.map((tag) => tag.id) }, { onSuccess: done, onError });
  };
  const change = (before: Question, values: Values) => {
    const difference = differenceOf(before, values);
    const takeBack = () => undo.mutateAsync({ id: before.id, ...oppositeOf(before, difference) });
    const done = () => {
      onClose();
      showUndo({ message: `“${values.title}” saved`, onUndo: takeBack });
    };
    if (Object.keys(difference).length === 0) onClose();
    else update.mutate({ id: before.id, ...difference }, { onSuccess: done, onError });
  };
  const save = (values: Values) => {
    setAlert(null);
    if (!values.title.trim()) form.setFieldError("title", "Give the question a title.");
    else if (question) change(question, values);
    else add(values);
  };
  return { save, alert, isSaving: create.isPending || update.isPending };
}

function valuesOf(question: Question | null): Values {
  return {
    title: question?.title ?? "",
    url: question?.url ?? "",
    source: question?.source ?? "",
    difficulty: question?.difficulty ?? null,
    tags: [...(question?.tags ?? [])],
    content: question?.content ?? "",
    is_active: question?.is_active ?? true,
  };
}

/** Only what was changed is sent, so that what another tab changed meanwhile stays. */
function differenceOf(question: Question, values: Values): QuestionChange {
  const before = valuesOf(question);
  const names = Object.keys(before) as (keyof Values)[];
  const isSame = (name: keyof Values) => JSON.stringify(before[name]) === JSON.stringify(values[name]);
  return Object.fromEntries(names.filter((name) => !isSame(name)).map((name) => [name, values[name]]));
}
