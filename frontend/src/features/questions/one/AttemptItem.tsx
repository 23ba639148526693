import { ActionIcon, Anchor } from "@mantine/core";
import { Pencil, Trash2 } from "lucide-react";
import { Link } from "react-router";

import { Markdown } from "@/components/Markdown";
import { OutcomeBadge } from "@/components/OutcomeBadge";
import { useDates } from "@/lib/dates";
import { formatMinutes } from "@/lib/numbers";

import type { Attempt } from "../api/attempts";
import classes from "./Attempts.module.css";

interface Props {
  attempt: Attempt;
  nameOfPlatform: (slug: string) => string;
  onEdit: () => void;
  onDelete: () => void;
}

export function AttemptItem({ attempt, nameOfPlatform, onEdit, onDelete }: Props) {
  const dates = useDates();
  const when = attempt.date_attempted ?? attempt.created_at;
  return (
    <article className={classes.attempt} aria-label={`Attempt of ${dates.dateTime(when)}`}>
      <div className={classes.facts}>
        <OutcomeBadge outcome={attempt.outcome} />
        <time dateTime={when}>{dates.dateTime(when)}</time>
        {typeof attempt.time_spent_min === "number" && (
          <span
            title={
              attempt.time_is_estimated
                ? "The platform does not report minutes; this is its usual number"
                : undefined
            }
          >
            {attempt.time_is_estimated && "about "}
            {formatMinutes(attempt.time_spent_min)}
          </span>
        )}
        {attempt.languages?.length ? <span>{attempt.languages.join(", ")}</span> : null}
        {attempt.platform && <Origin attempt={attempt} name={nameOfPlatform(attempt.platform)} />}
        <span className={classes.actions}>
          <ActionIcon
            variant="subtle"
            color="gray"
            c="dimmed"
            aria-label="Edit this attempt"
            onClick={onEdit}
          >
            <Pencil size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            c="dimmed"
            aria-label="Delete this attempt"
            onClick={onDelete}
          >
            <Trash2 size={15} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      <Words label="Approach" text={attempt.solution_approach} />
      <Words label="Noticed" text={attempt.self_notes} />
    </article>
  );
}

function Origin({ attempt, name }: { attempt: Attempt; name: string }) {
  if (!attempt.job) return <span>from {name}</span>;
  return (
    <span>
      from{" "}
      <Anchor component={Link} to={`/jobs/${attempt.job}`} size="sm">
        {name}
      </Anchor>
    </span>
  );
}

function Words({ label, text }: { label: string; text: string }) {
  if (!text.trim()) return null;
  return (
    <div className={classes.words}>
      <span>{label}</span>
      <Markdown>{text}</Markdown>
    </div>
  );
}
