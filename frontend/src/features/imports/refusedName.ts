import { fieldErrors, isStatus } from "@/lib/errors";

/** Whether the user name is to blame: refused at once, or not known to the platform. */
export function isAtField(error: Error | null): boolean {
  return isStatus(error, 400) && "username" in fieldErrors(error);
}
