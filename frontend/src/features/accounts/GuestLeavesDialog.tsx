import { ConfirmDialog } from "@/components/ConfirmDialog";

interface Props {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => Promise<unknown>;
}

/** Nobody can sign in to a guest account again, so leaving it is for ever. */
export default function GuestLeavesDialog({ opened, onClose, onConfirm }: Props) {
  return (
    <ConfirmDialog
      opened={opened}
      title="Leave this guest account?"
      confirmLabel="Leave and lose it"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      A guest account has no password, so there is no way back to it, and what is in it will be deleted. To
      keep it, give it a name and a password in Settings.
    </ConfirmDialog>
  );
}
