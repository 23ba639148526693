import { Pencil } from "lucide-react";

import { DifficultyBadge } from "@/components/DifficultyBadge";
import type { Column } from "@/components/table/DataTable";
import { RowLink } from "@/components/table/RowLink";
import { TagChip } from "@/components/TagChip";
import type { Dates } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";

import type { Question } from "../api/questions";
import classes from "./columns.module.css";

const CHIPS = 3;

interface Context {
  dates: Dates;
  nameOfPlatform: (slug: string) => string;
  onEdit: (question: Question) => void;
}

/** On a phone a question is edited on its own page. */
export function columnsOf(context: Context & { isPhone: boolean }): Column<Question>[] {
  const columns = dataColumns(context);
  return context.isPhone ? columns : [...columns, editColumn(context)];
}

function dataColumns({ dates, nameOfPlatform }: Context): Column<Question>[] {
  return [
    {
      key: "title",
      header: "Question",
      sort: "title",
      cell: (question) => <Title question={question} />,
    },
    {
      key: "tags",
      header: "Tags",
      cell: (question) => <Tags question={question} />,
      isEmpty: ({ tags }) => !tags?.length,
      speaksForItself: true,
    },
    {
      key: "difficulty",
      header: "Difficulty",
      sort: "difficulty",
      cell: ({ difficulty }) => <DifficultyBadge difficulty={difficulty} />,
      isEmpty: ({ difficulty }) => !difficulty,
      speaksForItself: true,
    },
    {
      key: "platform",
      header: "From",
      cell: ({ platform, source }) => (platform ? nameOfPlatform(platform) : source || "You"),
      priority: 3,
    },
    {
      key: "attempts",
      header: "Solved",
      sort: "attempts_count",
      align: "right",
      cell: (question) => <Attempts question={question} />,
      priority: 2,
    },
    {
      key: "last",
      header: "Last attempt",
      sort: "last_attempted_at",
      cell: ({ last_attempted_at: last }) => (last ? <Ago moment={last} dates={dates} /> : "–"),
    },
  ];
}

function editColumn({ onEdit }: Context): Column<Question> {
  return {
    key: "edit",
    header: "Edit",
    hideHeader: true,
    width: 44,
    cell: (question) => (
      <button
        type="button"
        className={classes.edit}
        aria-label={`Edit ${question.title}`}
        onClick={() => onEdit(question)}
      >
        <Pencil size={15} aria-hidden />
      </button>
    ),
  };
}

function Title({ question }: { question: Question }) {
  return (
    <span className={classes.title} data-inactive={!question.is_active || undefined}>
      <RowLink to={`/questions/${question.id}`}>{question.title}</RowLink>
      {!question.is_active && <span className={classes.inactive}>Inactive</span>}
    </span>
  );
}

function Ago({ moment, dates }: { moment: string; dates: Dates }) {
  return (
    <time dateTime={moment} title={dates.dateTime(moment)} className={classes.quiet}>
      {dates.ago(moment)}
    </time>
  );
}

function Tags({ question: { tags } }: { question: Question }) {
  const hidden = tags.slice(CHIPS);
  return (
    <span className={classes.tags}>
      {tags.slice(0, CHIPS).map((tag) => (
        <TagChip key={tag.id} name={tag.name} to={`/questions?tag=${tag.id}`} />
      ))}
      {hidden.length > 0 && (
        <span className={classes.quiet} title={hidden.map((tag) => tag.name).join(", ")}>
          +{hidden.length}
        </span>
      )}
    </span>
  );
}

function Attempts({ question }: { question: Question }) {
  if (!question.attempts_count) return <span className={classes.quiet}>–</span>;
  return (
    <span>
      {formatNumber(question.solved_count)}
      <span className={classes.quiet}> of {formatNumber(question.attempts_count)}</span>
    </span>
  );
}
