import { count } from "@/lib/numbers";

import type { Question } from "./api/questions";

/** What a deletion of these questions takes along, for the dialog that asks. */
export function whatGoes(questions: readonly Question[]): string {
  const attempts = questions.reduce((sum, question) => sum + question.attempts_count, 0);
  const them = questions.length === 1 ? "it" : "them";
  const isImported = questions.some((question) => question.platform);
  return [
    attempts ? `${count(attempts, "attempt")} and the notes go with ${them}.` : `The notes go with ${them}.`,
    isImported ? "What was imported stays away from later imports, until you ask for it back." : "",
    "This cannot be undone.",
  ]
    .filter(Boolean)
    .join(" ");
}
