import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";

import { notifyFailed } from "@/lib/notify";

const UNDO_MS = 10_000;

interface Undo {
  /** What was done: "12 questions deleted". */
  message: string;
  onUndo: () => Promise<unknown>;
}

/** Says what was done, and takes it back on request. Points and focus on it keep it open. */
export function showUndo({ message, onUndo }: Undo): void {
  const id = `undo-${crypto.randomUUID()}`;
  const undo = () => {
    notifications.hide(id);
    onUndo().catch((error: unknown) => notifyFailed(error, "It could not be undone"));
  };
  notifications.show({
    id,
    autoClose: UNDO_MS,
    color: "brand",
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="default" onClick={undo}>
          Undo
        </Button>
      </Group>
    ),
  });
}
