import { Anchor, SegmentedControl, Text } from "@mantine/core";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";

import { showUndo } from "@/components/showUndo";
import { useDates } from "@/lib/dates";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { notifyFailed } from "@/lib/notify";
import { formatNumber } from "@/lib/numbers";

import type { Question } from "../api/questions";
import { type QuestionChange, oppositeOf, useUpdateQuestion } from "../api/updateQuestion";
import { TagsField } from "../TagsField";
import classes from "./Facts.module.css";

const LEVELS = [{ value: "", label: "None" }, "Easy", "Medium", "Hard"];

/** What a question is, beside its attempts: changed in place, with the way back in a toast. */
export function Facts({ question }: { question: Question }) {
  const dates = useDates();
  const change = useChange(question);
  const setDifficulty = (value: string) => change({ difficulty: (value || null) as Question["difficulty"] });
  return (
    <dl className={classes.facts}>
      <Fact name="Difficulty">
        <SegmentedControl
          fullWidth
          size="xs"
          data={LEVELS}
          aria-label="Difficulty"
          value={question.difficulty ?? ""}
          onChange={setDifficulty}
        />
      </Fact>
      <Fact name="Tags">
        <TagsField aria-label="Tags" value={question.tags} onChange={(tags) => change({ tags })} />
      </Fact>
      <Fact name="Solved">
        {question.attempts_count
          ? `${formatNumber(question.solved_count)} of ${formatNumber(question.attempts_count)} attempts`
          : "Never tried"}
      </Fact>
      <Fact name="Last attempt">
        {question.last_attempted_at ? (
          <Moment at={question.last_attempted_at} ago={dates.ago} full={dates.dateTime} />
        ) : (
          "–"
        )}
      </Fact>
      <Fact name="Came from">
        <Origin question={question} />
      </Fact>
      <Fact name="In the journal since">{dates.date(question.created_at)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface MomentProps {
  at: string;
  ago: (moment: string) => string;
  full: (moment: string) => string;
}

function Moment({ at, ago, full }: MomentProps) {
  return (
    <time dateTime={at} title={full(at)}>
      {ago(at)}
    </time>
  );
}

function Origin({ question: { platform, source, url } }: { question: Question }) {
  const platforms = usePlatforms().data ?? [];
  const name = platforms.find((one) => one.slug === platform)?.name ?? platform;
  return (
    <>
      {name || source || "You"}
      {name && source && source !== name && ` · ${source}`}
      {/^https?:/i.test(url ?? "") && (
        <Anchor href={url} target="_blank" rel="noreferrer noopener" size="sm" className={classes.link}>
          <ExternalLink size={14} aria-hidden />
          <Text span inherit truncate>
            {hostOf(url ?? "")}
          </Text>
        </Anchor>
      )}
    </>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function useChange(question: Question) {
  const update = useUpdateQuestion();
  const undo = useUpdateQuestion();
  return (change: QuestionChange) => {
    const back = { id: question.id, ...oppositeOf(question, change) };
    update.mutate(
      { id: question.id, ...change },
      {
        onSuccess: () => showUndo({ message: wordsOf(change), onUndo: () => undo.mutateAsync(back) }),
        onError: (error) => notifyFailed(error, "It was not saved"),
      },
    );
  };
}

function wordsOf(change: QuestionChange): string {
  if (change.tags) return "Tags saved";
  return change.difficulty ? `Rated ${change.difficulty}` : "Rating taken away";
}
