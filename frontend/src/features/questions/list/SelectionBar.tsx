import { Button, CloseButton, Menu, Popover, Select, Text } from "@mantine/core";
import { Gauge, Power, Tag, Trash2 } from "lucide-react";
import { useRef, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { count } from "@/lib/numbers";

import type { BulkChange } from "../api/changeQuestions";
import type { Question, TagRef } from "../api/questions";
import { useShortcuts } from "../useShortcuts";
import { useTagSearch } from "../useTagSearch";
import { whatGoes } from "../whatGoes";
import classes from "./SelectionBar.module.css";

interface Props {
  questions: readonly Question[];
  onChange: (change: BulkChange) => Promise<unknown>;
  onClear: () => void;
}

const LEVELS = ["Easy", "Medium", "Hard"] as const;

/** What one can do with the chosen questions, at the foot of the window; the key a leads here from any row. */
export function SelectionBar({ questions, onChange, onClear }: Props) {
  const [isAsking, setAsking] = useState(false);
  const bar = useRef<HTMLElement>(null);
  useShortcuts({ a: () => bar.current?.querySelector("button")?.focus() });
  const apply = (change: BulkChange) => void onChange(change).catch(() => undefined);
  return (
    <section ref={bar} className={classes.bar} aria-label="Selected questions" aria-keyshortcuts="a">
      <Text size="sm" fw={600} role="status" className={classes.count}>
        {count(questions.length, "question")} selected
      </Text>
      <TagPopover label="Add tag" onChoose={(tag) => apply({ kind: "add-tag", tag })} />
      <RemoveTag questions={questions} onChoose={(tag) => apply({ kind: "remove-tag", tag })} />
      <DifficultyMenu onChoose={(difficulty) => apply({ kind: "difficulty", difficulty })} />
      <ActiveMenu onChoose={(is_active) => apply({ kind: "active", is_active })} />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Trash2 size={14} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      <CloseButton size="sm" aria-label="Select none" onClick={onClear} />
      <ConfirmDialog
        opened={isAsking}
        title={`Delete ${count(questions.length, "question")}?`}
        confirmLabel={`Delete ${count(questions.length, "question")}`}
        onConfirm={() => onChange({ kind: "delete" })}
        onClose={() => setAsking(false)}
      >
        {whatGoes(questions)}
      </ConfirmDialog>
    </section>
  );
}

function TagPopover({ label, onChoose }: { label: string; onChoose: (tag: TagRef) => void }) {
  const [isOpen, setOpen] = useState(false);
  const search = useTagSearch();
  const choose = (id: string | null) => {
    const tag = search.found.find((one) => String(one.id) === id);
    setOpen(false);
    if (tag) onChoose({ id: tag.id, name: tag.name });
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Tag size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Select
          aria-label="Tag to add"
          placeholder="Search your tags"
          data-autofocus
          searchable
          w={220}
          data={search.found.map((tag) => ({ value: String(tag.id), label: tag.name }))}
          filter={({ options }) => options}
          onSearchChange={search.setText}
          onChange={choose}
          value={null}
          comboboxProps={{ withinPortal: false, position: "top" }}
          withScrollArea={false}
          classNames={{ options: classes.long }}
          nothingFoundMessage="No tag of this name"
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function RemoveTag({
  questions,
  onChoose,
}: {
  questions: readonly Question[];
  onChoose: (tag: TagRef) => void;
}) {
  const tags = new Map(questions.flatMap((question) => question.tags).map((tag) => [tag.id, tag]));
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" disabled={!tags.size}>
          Remove tag
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.long}>
        {[...tags.values()].map((tag) => (
          <Menu.Item key={tag.id} onClick={() => onChoose(tag)}>
            {tag.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function DifficultyMenu({ onChoose }: { onChoose: (difficulty: (typeof LEVELS)[number]) => void }) {
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<Gauge size={14} aria-hidden />}>
          Rate
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LEVELS.map((level) => (
          <Menu.Item key={level} onClick={() => onChoose(level)}>
            {level}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ActiveMenu({ onChoose }: { onChoose: (isActive: boolean) => void }) {
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<Power size={14} aria-hidden />}>
          Activate
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChoose(true)}>Make active</Menu.Item>
        <Menu.Item onClick={() => onChoose(false)}>Make inactive</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
