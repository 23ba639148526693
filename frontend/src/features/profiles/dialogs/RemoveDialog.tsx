import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { messageOf } from "@/lib/errors";
import { sentence } from "@/lib/jobWords";
import { notifyDone } from "@/lib/notify";
import { count } from "@/lib/numbers";

import { type History, type Removed, useRemoveProfile } from "../api/removeProfile";
import { nameOf, reasonOf, wentOf } from "../words";
import type { DialogProps } from "./AccountDialogs";
import classes from "./Dialogs.module.css";

/** Takes an account away, and what it brought or not. What stays of that all the same is told by name and reason. */
export function RemoveDialog({ asked, platform, opened, onClose }: DialogProps) {
  const [removed, setRemoved] = useState<Removed | null>(null);
  const name = nameOf(asked.profile, platform);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={removed ? `${name} is removed` : `Remove ${name}?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {removed ? (
        <Result removed={removed} onClose={onClose} />
      ) : (
        <Choice id={asked.profile.id} name={name} onClose={onClose} onKept={setRemoved} />
      )}
    </Modal>
  );
}

interface ChoiceProps {
  id: number;
  name: string;
  onClose: () => void;
  /** Some of the history had to stay. */
  onKept: (removed: Removed) => void;
}

function Choice({ id, name, onClose, onKept }: ChoiceProps) {
  const [history, setHistory] = useState<History>("keep");
  const remove = useRemoveProfile();
  const confirm = () =>
    remove.mutate(
      { id, history },
      {
        onSuccess: ({ removed, isDone }) => {
          if (isDone && removed.kept_count > 0) return onKept(removed);
          onClose();
          notifyDone(isDone ? doneWords(name, history, removed) : `${name} is being removed`);
        },
      },
    );
  return (
    <Stack gap="md">
      <FormAlert message={remove.error && sentence(messageOf(remove.error))} />
      <Radio.Group
        aria-label="What becomes of its history"
        value={history}
        onChange={(value) => setHistory(value as History)}
      >
        <Stack gap="sm">
          <Radio
            value="keep"
            data-autofocus
            label="Keep what it brought"
            description="Questions, attempts and practice time stay in your journal. The account is read no more."
          />
          <Radio
            value="remove"
            label="Remove what it brought too"
            description="What you edited, or logged attempts of your own on, stays. This cannot be undone."
          />
        </Stack>
      </Radio.Group>
      <Text size="sm" c="dimmed" role="status">
        {remove.isPending && history === "remove" && "A long history takes a moment…"}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Keep the account
        </Button>
        <Button color="red.8" loading={remove.isPending} onClick={confirm}>
          {history === "keep" ? "Remove the account" : "Remove account and history"}
        </Button>
      </Group>
    </Stack>
  );
}

function doneWords(name: string, history: History, removed: Removed): string {
  return history === "keep"
    ? `${name} is removed. What it brought stays.`
    : `${name} is removed, and with it ${wentOf(removed)}.`;
}

const MOST = 20;

function Result({ removed, onClose }: { removed: Removed; onClose: () => void }) {
  const more = removed.kept_count - Math.min(MOST, removed.kept.length);
  return (
    <Stack gap="md">
      <Text>
        {`With it went ${wentOf(removed)}. `}
        {`${count(removed.kept_count, "entry stays", "entries stay")}, because of what you did with ${removed.kept_count === 1 ? "it" : "them"}:`}
      </Text>
      <ul className={classes.kept}>
        {removed.kept.slice(0, MOST).map((kept, at) => (
          <li key={at}>
            <strong>{kept.title || "Without a name"}</strong>: {reasonOf(kept)}
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
