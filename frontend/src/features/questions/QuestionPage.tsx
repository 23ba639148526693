import { Button, Kbd, Text } from "@mantine/core";
import { ListChecks } from "lucide-react";
import { Suspense, lazy, useState } from "react";
import { Link, useLocation, useParams } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { showUndo } from "@/components/showUndo";
import { isStatus } from "@/lib/errors";

import { type AttemptValues, useCreateAttempt } from "./api/createAttempt";
import { useDeleteAttempt } from "./api/deleteAttempt";
import { useQuestion } from "./api/question";
import type { Question } from "./api/questions";
import { AttemptForm } from "./one/AttemptForm";
import { Attempts } from "./one/Attempts";
import { Facts } from "./one/Facts";
import { MoreMenu } from "./one/MoreMenu";
import { Notes } from "./one/Notes";
import { Timer } from "./one/Timer";
import classes from "./QuestionPage.module.css";
import { minutesOf, reset, useStopwatch } from "./timer";
import { useShortcuts } from "./useShortcuts";

const QuestionDrawer = lazy(() => import("./QuestionDrawer"));

export default function QuestionPage() {
  const id = Number(useParams().id);
  const question = useQuestion(id);
  const listPath = useListPath();
  if (isStatus(question.error, 404)) return <Gone listPath={listPath} />;
  return (
    <Loaded query={question}>
      {(found) => <Opened key={found.id} question={found} listPath={listPath} />}
    </Loaded>
  );
}

/** The list as it was left, with its filters. */
function useListPath(): string {
  const state: unknown = useLocation().state;
  const list = typeof state === "object" && state !== null && "list" in state ? state.list : "";
  return `/questions${typeof list === "string" ? list : ""}`;
}

function Gone({ listPath }: { listPath: string }) {
  return (
    <>
      <PageHeader title="Question" back={{ to: listPath, label: "Questions" }} />
      <EmptyState
        icon={ListChecks}
        title="This question is not in your journal"
        action={
          <Button component={Link} to={listPath}>
            To your questions
          </Button>
        }
      >
        It was deleted, here or in another tab, or the address is not quite right.
      </EmptyState>
    </>
  );
}

function Opened({ question, listPath }: { question: Question; listPath: string }) {
  const [isLogging, setLogging] = useState(false);
  const [isEditing, setEditing] = useState<boolean | null>(null);
  const log = () => setLogging(true);
  const edit = () => setEditing(true);
  useShortcuts({ l: log, e: edit });
  return (
    <>
      <PageHeader
        title={question.title}
        back={{ to: listPath, label: "Questions" }}
        aside={question.is_active ? null : <span className={classes.inactive}>Inactive</span>}
        actions={
          <>
            <Timer questionId={question.id} onStop={log} />
            <Button
              onClick={log}
              aria-keyshortcuts="l"
              rightSection={
                <Kbd size="xs" visibleFrom="sm" className={classes.key} aria-hidden>
                  L
                </Kbd>
              }
            >
              Log an attempt
            </Button>
            <MoreMenu question={question} listPath={listPath} onEdit={edit} />
          </>
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          {isLogging && <Logging questionId={question.id} onClose={() => setLogging(false)} />}
          <Notes question={question} />
          <section aria-labelledby="attempts">
            <h2 id="attempts" className={classes.heading}>
              Attempts
              <Text span c="dimmed" fw={400} ml={8}>
                {question.attempts_count || ""}
              </Text>
            </h2>
            <Attempts questionId={question.id} />
          </section>
        </div>
        <Facts question={question} />
      </div>
      {isEditing !== null && (
        <Suspense>
          <QuestionDrawer question={question} opened={isEditing} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  );
}

function Logging({ questionId, onClose }: { questionId: number; onClose: () => void }) {
  const create = useCreateAttempt();
  const remove = useDeleteAttempt();
  const watch = useStopwatch(questionId);
  const save = async (values: AttemptValues) => {
    const made = await create.mutateAsync({ questionId, ...values });
    reset(questionId);
    onClose();
    showUndo({ message: `Attempt noted: ${made.outcome}`, onUndo: () => remove.mutateAsync(made.id) });
  };
  return <AttemptForm measured={minutesOf(watch)} onSave={save} onClose={onClose} />;
}
