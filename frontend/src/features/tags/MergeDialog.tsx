import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { type Tag, useTags } from "@/lib/endpoints/tags";
import { fieldErrors, messageOf } from "@/lib/errors";
import { notifyDone } from "@/lib/notify";
import { count } from "@/lib/numbers";

import { useMergeTag } from "./api/mergeTag";
import classes from "./MergeDialog.module.css";

interface Props {
  tag: Tag | null;
  onClose: () => void;
}

/** Puts the questions of one tag under another. It says what goes where, for this cannot be undone. */
export function MergeDialog({ tag, onClose }: Props) {
  return (
    <Modal
      opened={tag !== null}
      onClose={onClose}
      title={tag ? `Merge “${tag.name}” into another tag` : ""}
      classNames={{ content: classes.dialog }}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {tag && <MergeForm key={tag.id} tag={tag} onClose={onClose} />}
    </Modal>
  );
}

function MergeForm({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const [into, setInto] = useState<Tag | null>(null);
  const merge = useMergeTag();
  const field = fieldErrors(merge.error).into;
  const run = (target: Tag) => {
    const done = () => {
      onClose();
      notifyDone(`“${tag.name}” is now part of “${target.name}”`);
    };
    merge.mutate({ id: tag.id, into: target.id }, { onSuccess: done });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (into) run(into);
      }}
    >
      <FormAlert message={merge.isError && !field ? messageOf(merge.error) : null} />
      <Stack gap="md">
        <TargetField tag={tag} value={into} onChange={setInto} error={field} />
        <Text size="sm" c="dimmed" role="status">
          {into
            ? `${count(tag.questions_count, "question")} will be tagged “${into.name}”, and “${tag.name}” goes. This cannot be undone.`
            : `${count(tag.questions_count, "question")} will get the other tag; “${tag.name}” goes.`}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep both
          </Button>
          <Button type="submit" disabled={!into} loading={merge.isPending}>
            Merge
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface TargetProps {
  tag: Tag;
  value: Tag | null;
  onChange: (tag: Tag | null) => void;
  error: string | undefined;
}

function TargetField({ tag, value, onChange, error }: TargetProps) {
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text.trim(), 150);
  const isChosen = value !== null && search === value.name;
  const tags = useTags({
    page_size: 20,
    ordering: "-questions_count",
    ...(search && !isChosen && { search }),
  });
  const others = (tags.data?.results ?? []).filter((one) => one.id !== tag.id);
  const options = value && !others.some((one) => one.id === value.id) ? [value, ...others] : others;
  return (
    <Select
      label="The tag that stays"
      placeholder="Search your tags"
      data-autofocus
      searchable
      error={error}
      data={options.map((one) => ({ value: String(one.id), label: one.name }))}
      filter={({ options: all }) => all}
      value={value ? String(value.id) : null}
      onSearchChange={setText}
      onChange={(id) => onChange(options.find((one) => String(one.id) === id) ?? null)}
      nothingFoundMessage={tags.isFetching ? "Searching…" : "No other tag of this name"}
      withScrollArea={false}
      comboboxProps={{ withinPortal: false }}
      classNames={{ options: classes.options }}
    />
  );
}
