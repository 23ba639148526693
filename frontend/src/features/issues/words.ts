import { nameOfRow } from "@/lib/rowValues";

import type { Issue } from "./api/issues";

export const KINDS: Record<string, string> = {
  missing_id: "No id",
  missing_date: "No date",
  invalid_date: "Unreadable date",
  future_date: "Date in the future",
  missing_minutes: "No minutes",
  invalid_value: "Unusable value",
  not_an_object: "Not a record",
};

export function kindOf(code: string): string {
  return KINDS[code] ?? code.replaceAll("_", " ");
}

const RESOLUTIONS: Record<string, string> = {
  edited: "Mended",
  discarded: "Left out",
  cancelled: "Dropped with its import",
};

/** What became of it; a mended row still waits until its import goes on. */
export function resolutionOf({ resolution, row }: Issue): string {
  const words = RESOLUTIONS[resolution] ?? "Settled";
  return resolution === "edited" && row.state === "waiting" ? `${words}, not imported yet` : words;
}

export function rowName({ row }: Issue): string {
  return nameOfRow(row);
}
