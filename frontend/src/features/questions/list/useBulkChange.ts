import { showUndo } from "@/components/showUndo";
import { notifyDone, notifyFailed } from "@/lib/notify";
import { count } from "@/lib/numbers";

import { type BulkChange, useChangeQuestions, useUndoChange } from "../api/changeQuestions";
import type { Question } from "../api/questions";

/** Changes many questions, says what was done, and offers to take it back. A deletion is final. */
export function useBulkChange() {
  const change = useChangeQuestions();
  const undo = useUndoChange();
  return async (questions: readonly Question[], asked: BulkChange) => {
    try {
      await change.mutateAsync({ questions, change: asked });
    } catch (error) {
      if (asked.kind !== "delete") notifyFailed(error, "Nothing was changed");
      throw error;
    }
    const message = wordsOf(asked, count(questions.length, "question"));
    if (asked.kind === "delete") notifyDone(message);
    else showUndo({ message, onUndo: () => undo.mutateAsync({ questions, change: asked }) });
  };
}

function wordsOf(change: BulkChange, many: string): string {
  if (change.kind === "add-tag") return `${many} tagged “${change.tag.name}”`;
  if (change.kind === "remove-tag") return `“${change.tag.name}” removed from ${many}`;
  if (change.kind === "active") return `${many} made ${change.is_active ? "active" : "inactive"}`;
  return change.kind === "difficulty" ? `${many} rated ${change.difficulty}` : `${many} deleted`;
}
