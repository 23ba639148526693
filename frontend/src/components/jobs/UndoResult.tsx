import { Text } from "@mantine/core";

import type { Job } from "@/lib/endpoints/jobs";
import { reasonOf, undoneOf } from "@/lib/jobWords";

import classes from "./Jobs.module.css";

const MOST = 50;

/** What an undo took back, and what it left, by name and reason. */
export function UndoResult({ undo }: { undo: NonNullable<Job["undo"]> }) {
  const more = undo.kept.length - MOST;
  return (
    <section className={classes.undo} aria-label="Undo" role="status">
      <Text fw={550}>{undo.state === "running" ? "Taking it back" : "Taken back"}</Text>
      <Text c="dimmed">{undoneOf(undo)}</Text>
      {undo.kept.length > 0 && (
        <ul className={classes.kept}>
          {undo.kept.slice(0, MOST).map((kept) => (
            <li key={`${kept.title} ${kept.reason}`}>
              <strong>{kept.title || "Without a name"}</strong> stays: {reasonOf(kept)}
            </li>
          ))}
          {more > 0 && <li>and {more} more</li>}
        </ul>
      )}
    </section>
  );
}
