import { showUndo } from "@/components/showUndo";
import type { Profile } from "@/lib/endpoints/profiles";
import { notifyFailed } from "@/lib/notify";

import { useChangeProfile } from "../api/changeProfile";
import { useConnect } from "../api/connect";
import type { Task } from "./tasks";
import type { Sync } from "./useSync";

/** What is asked in a dialog of its own. */
export type Dialog = "again" | "key" | "drop" | "disconnect" | "rename" | "remove";
export type Open = (dialog: Dialog, profile: Profile, sync: Sync) => void;

/** Does what was chosen, or asks first. */
export function useTasks(profile: Profile, name: string, sync: Sync, onOpen: Open): (task: Task) => void {
  const pause = usePause(profile, name);
  const connect = useConnect();
  return (task) => {
    switch (task) {
      case "sync":
        return sync.start();
      case "pause":
      case "resume":
        return pause(task === "pause");
      case "connect":
        return connect.mutate(
          { platform: profile.platform, profile: profile.id },
          { onError: (error) => notifyFailed(error, "It could not be connected") },
        );
      default:
        return onOpen(task, profile, sync);
    }
  };
}

function usePause({ id }: Profile, name: string): (isPaused: boolean) => void {
  const change = useChangeProfile();
  const undo = useChangeProfile();
  return (isPaused) =>
    change.mutate(
      { id, is_paused: isPaused },
      {
        onSuccess: () =>
          showUndo({
            message: isPaused ? `${name} is paused` : `${name} goes on`,
            onUndo: () => undo.mutateAsync({ id, is_paused: !isPaused }),
          }),
        onError: (error) => notifyFailed(error, "It was not saved"),
      },
    );
}
