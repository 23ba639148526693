import { useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { showUndo } from "@/components/showUndo";
import { notifyDone, notifyFailed } from "@/lib/notify";

import type { Practice } from "../api/activities";
import { useCreateActivity } from "../api/createActivity";
import { useDeleteActivity } from "../api/deleteActivity";

/** Own time goes at once and can be noted again; imported time is asked about, for it stays away. */
export function useDeletion() {
  const remove = useDeleteActivity();
  const create = useCreateActivity();
  const [asked, setAsked] = useState<Practice | null>(null);
  const deleteOwn = async ({ id, service, date, minutes, title }: Practice) => {
    try {
      await remove.mutateAsync(id);
    } catch (error) {
      return notifyFailed(error, "The practice time was not deleted");
    }
    showUndo({
      message: "Practice time deleted",
      onUndo: () => create.mutateAsync({ service, date, minutes, title }),
    });
  };
  return {
    asked,
    ask: (practice: Practice) => (practice.external_id ? setAsked(practice) : void deleteOwn(practice)),
    close: () => setAsked(null),
    confirm: async () => {
      if (asked) await remove.mutateAsync(asked.id);
      notifyDone("Practice time deleted");
    },
  };
}

export function DeletePractice({ deletion }: { deletion: ReturnType<typeof useDeletion> }) {
  return (
    <ConfirmDialog
      opened={deletion.asked !== null}
      title="Delete this imported practice time?"
      confirmLabel="Delete it"
      onConfirm={deletion.confirm}
      onClose={deletion.close}
    >
      It stays away from later imports too, until you ask for deleted ones back.
    </ConfirmDialog>
  );
}
