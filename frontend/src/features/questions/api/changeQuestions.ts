/* POST /api/questions/bulk/: one change to many questions. */

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, read } from "@/lib/api";
import type { components } from "@/types/schema";

import { type Question, type TagRef, changeShown } from "./questions";
import { updateQuestion } from "./updateQuestion";

type Body = components["schemas"]["BulkChangeRequest"];

export type BulkChange =
  | { kind: "add-tag" | "remove-tag"; tag: TagRef }
  | { kind: "active"; is_active: boolean }
  | { kind: "difficulty"; difficulty: NonNullable<Body["difficulty"]> }
  | { kind: "delete" };

/** As many as one call may name. */
const AT_ONCE = 1_000;

interface Asked {
  questions: readonly Question[];
  change: BulkChange;
}

export async function changeQuestions({ questions, change }: Asked): Promise<void> {
  const ids = questions.map((question) => question.id);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const body: Body = { ids: ids.slice(from, from + AT_ONCE), ...bodyOf(change) };
    await read(api.POST("/api/questions/bulk/", { body }));
  }
}

export function useChangeQuestions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: changeQuestions,
    meta: { touches: ["questions", "tags", "stats", "logs"] },
    onMutate: async ({ questions, change }) => {
      await client.cancelQueries({ queryKey: ["questions"] });
      const ids = new Set(questions.map((question) => question.id));
      return changeShown(client, (question) => (ids.has(question.id) ? changed(question, change) : question));
    },
    onError: (_error, _asked, takeBack) => takeBack?.(),
  });
}

/** Puts each question back to what it was; those that the change left alone are left alone now too. */
export function useUndoChange() {
  return useMutation({ mutationFn: undoChange, meta: { touches: ["questions", "tags", "stats", "logs"] } });
}

async function undoChange({ questions, change }: Asked): Promise<void> {
  for (const step of backwards(questions, change)) {
    if (step.questions.length) await changeQuestions(step);
  }
  if (change.kind !== "difficulty") return;
  // One call for many cannot take a difficulty away.
  for (const { id } of questions.filter((question) => !question.difficulty)) {
    await updateQuestion({ id, difficulty: null });
  }
}

function backwards(questions: readonly Question[], change: BulkChange): Asked[] {
  if (change.kind === "active") {
    const turned = questions.filter((question) => question.is_active !== change.is_active);
    return [{ questions: turned, change: { kind: "active", is_active: !change.is_active } }];
  }
  if (change.kind === "difficulty") {
    return (["Easy", "Medium", "Hard"] as const)
      .filter((difficulty) => difficulty !== change.difficulty)
      .map((difficulty) => ({
        questions: questions.filter((question) => question.difficulty === difficulty),
        change: { kind: "difficulty", difficulty },
      }));
  }
  if (change.kind === "delete") return [];
  const added = change.kind === "add-tag";
  const touched = questions.filter((question) => hasTag(question, change.tag) !== added);
  return [{ questions: touched, change: { kind: added ? "remove-tag" : "add-tag", tag: change.tag } }];
}

function bodyOf(change: BulkChange): Omit<Body, "ids"> {
  if (change.kind === "add-tag") return { add_tags: [change.tag.id] };
  if (change.kind === "remove-tag") return { remove_tags: [change.tag.id] };
  if (change.kind === "active") return { is_active: change.is_active };
  return change.kind === "difficulty" ? { difficulty: change.difficulty } : { delete: true };
}

function changed(question: Question, change: BulkChange): Question | null {
  if (change.kind === "delete") return null;
  if (change.kind === "active") return { ...question, is_active: change.is_active };
  if (change.kind === "difficulty") return { ...question, difficulty: change.difficulty };
  const others = question.tags.filter((tag) => tag.id !== change.tag.id);
  return { ...question, tags: change.kind === "remove-tag" ? others : byName([...others, change.tag]) };
}

function hasTag(question: Question, tag: TagRef): boolean {
  return question.tags.some((one) => one.id === tag.id);
}

function byName(tags: TagRef[]): TagRef[] {
  return tags.toSorted((a, b) => a.name.localeCompare(b.name));
}
