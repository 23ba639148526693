import { Button, Group, Modal, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";

import { messageOf } from "@/lib/errors";

import { FormAlert } from "./FormAlert";

interface Props {
  opened: boolean;
  title: string;
  /** What will be gone, with numbers and names. */
  children: ReactNode;
  /** The verb on the button: "Delete 12 questions", never "OK". */
  confirmLabel: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Only for what cannot be undone; for the rest do it, and offer showUndo. */
export function ConfirmDialog({ opened, title, children, confirmLabel, onConfirm, onClose }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const close = () => {
    setError(null);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      close();
    } catch (failure) {
      setError(messageOf(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ "aria-label": "Close" }}>
      <FormAlert message={error} />
      <Text component="div">{children}</Text>
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          Keep
        </Button>
        <Button color="red.8" loading={isBusy} onClick={() => void confirm()}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
