import { useState } from "react";

import type { Question } from "../api/questions";

/** The chosen questions, kept while one turns pages and changes filters; as they were when last seen. */
export function useSelection(shown: readonly Question[]) {
  const [chosen, setChosen] = useState<ReadonlyMap<number, Question>>(new Map());
  const seen = new Map([...chosen, ...shown.map((question) => [question.id, question] as const)]);
  const questions = [...chosen.keys()].flatMap((id) => seen.get(id) ?? []);
  return {
    questions,
    selected: new Set(chosen.keys()),
    clear: () => setChosen(new Map()),
    onChange: (ids: ReadonlySet<number>) =>
      setChosen(new Map([...ids].flatMap((id) => (seen.has(id) ? [[id, seen.get(id) as Question]] : [])))),
  };
}
