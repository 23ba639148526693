import { Button, Group, Modal, Stack, TextInput, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { showUndo } from "@/components/showUndo";
import { useCreateTag } from "@/lib/endpoints/createTag";
import type { Tag } from "@/lib/endpoints/tags";
import { showInForm } from "@/lib/errors";
import { notifyDone } from "@/lib/notify";

import { useUpdateTag } from "./api/updateTag";

interface Props {
  /** The one to change; null makes a new one. */
  tag: Tag | null;
  opened: boolean;
  onClose: () => void;
}

/** Names and describes a tag. */
export function TagDialog({ tag, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={tag ? `Edit “${tag.name}”` : "New tag"}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <TagForm key={tag?.id ?? "new"} tag={tag} onClose={onClose} />
    </Modal>
  );
}

function TagForm({ tag, onClose }: Omit<Props, "opened">) {
  const form = useForm({ initialValues: { name: tag?.name ?? "", description: tag?.description ?? "" } });
  const { save, isSaving, alert } = useSaving(tag, form, onClose);
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <FormAlert message={alert} />
      <Stack gap="md">
        <TextInput label="Name" required data-autofocus maxLength={60} {...form.getInputProps("name")} />
        <Textarea
          label="Description"
          description="What belongs under it, for yourself."
          autosize
          minRows={2}
          maxRows={8}
          maxLength={500}
          {...form.getInputProps("description")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            {tag ? "Save" : "Make the tag"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Values {
  name: string;
  description: string;
}

function useSaving(tag: Tag | null, form: ReturnType<typeof useForm<Values>>, onClose: () => void) {
  const [alert, setAlert] = useState<string | null>(null);
  const create = useCreateTag();
  const update = useUpdateTag();
  const undo = useUpdateTag();
  const onError = (error: Error) => setAlert(showInForm(form, error));
  const change = (before: Tag, values: Values) => {
    const { id, name, description } = before;
    const done = () => {
      onClose();
      showUndo({
        message: `“${values.name}” saved`,
        onUndo: () => undo.mutateAsync({ id, name, description }),
      });
    };
    update.mutate({ id, ...values }, { onSuccess: done, onError });
  };
  const add = (values: Values) => {
    const done = () => {
      onClose();
      notifyDone(`“${values.name}” made. Give it to questions in their list.`);
    };
    create.mutate(values, { onSuccess: done, onError });
  };
  const save = (values: Values) => {
    setAlert(null);
    if (!values.name.trim()) form.setFieldError("name", "Give the tag a name.");
    else if (tag) change(tag, values);
    else add(values);
  };
  return { save, alert, isSaving: create.isPending || update.isPending };
}
