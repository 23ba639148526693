import { useState } from "react";

import { useDates } from "@/lib/dates";
import { ApiError, messageOf } from "@/lib/errors";
import { clockOf, sentence } from "@/lib/jobWords";

import { FormAlert } from "../FormAlert";

/** Why a call was refused, and when to try again where the server said so. Give it a new `key` for each error. */
export function Refusal({ error }: { error: Error }) {
  const dates = useDates();
  const [at] = useState(() => retryAt(error));
  if (!at) return <FormAlert message={sentence(messageOf(error))} />;
  return (
    <FormAlert message={`${withoutAdvice(sentence(error.message))} Try again at ${clockOf(at, dates)}.`} />
  );
}

function retryAt(error: Error): Date | null {
  const seconds = error instanceof ApiError ? error.retryAfter : null;
  return seconds === null ? null : new Date(Date.now() + seconds * 1_000);
}

/** "Try again later" says less than a time of day. */
function withoutAdvice(text: string): string {
  return text.replace(/ Try again (later|shortly)\.$/, "");
}
