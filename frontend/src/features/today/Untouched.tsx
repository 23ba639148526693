import { Anchor, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";

import { DifficultyBadge } from "@/components/DifficultyBadge";
import { useDates } from "@/lib/dates";

import type { Statistics } from "@/lib/endpoints/statistics";
import { Card } from "./Card";
import classes from "./Today.module.css";

const LONG_MS = 14 * 86_400_000;

/** What was practised longest ago: the first things to look at again. What was there lately is not among it. */
export function Untouched({ questions: oldest }: { questions: Statistics["untouched"] }) {
  const dates = useDates();
  const [now] = useState(Date.now);
  const questions = oldest.filter((question) => now - Date.parse(question.last_attempted_at) > LONG_MS);
  return (
    <Card title="Not touched for long" more={{ to: "/questions?ordering=last_attempted_at", label: "More" }}>
      {questions.length === 0 && (
        <Text c="dimmed" size="sm">
          {oldest.length
            ? "You practised every active question within the last two weeks."
            : "Log an attempt at a question. What you then leave alone for two weeks waits here."}
        </Text>
      )}
      <ul className={classes.lines}>
        {questions.map((question) => (
          <li key={question.id} className={classes.line}>
            <Anchor component={Link} to={`/questions/${question.id}`} className={classes.lineTitle}>
              {question.title}
            </Anchor>
            <span className={classes.lineFacts}>
              {question.difficulty && <DifficultyBadge difficulty={question.difficulty} />}
              <span>{dates.ago(question.last_attempted_at)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
