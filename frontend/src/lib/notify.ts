import { notifications } from "@mantine/notifications";

import { messageOf } from "@/lib/errors";

/** Says in passing that something was done. What can be taken back says it with showUndo. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: "teal", autoClose: 4_000 });
}

/** For a failure that has no field and no place on the page. */
export function notifyFailed(error: unknown, title = "That did not work"): void {
  notifications.show({ title, message: messageOf(error), color: "red", autoClose: 10_000 });
}
