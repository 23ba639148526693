import { Kbd, Pagination } from "@mantine/core";
import { useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Loaded } from "@/components/Loaded";
import { LoadingRows } from "@/components/Loading";
import { showUndo } from "@/components/showUndo";
import { usePlatforms } from "@/lib/endpoints/platforms";
import { notifyDone, notifyFailed } from "@/lib/notify";

import { ATTEMPTS_A_PAGE, type Attempt, type AttemptPage, useAttempts } from "../api/attempts";
import { type AttemptValues, useCreateAttempt } from "../api/createAttempt";
import { useDeleteAttempt } from "../api/deleteAttempt";
import { useUpdateAttempt } from "../api/updateAttempt";
import { AttemptForm } from "./AttemptForm";
import { AttemptItem } from "./AttemptItem";
import classes from "./Attempts.module.css";

export function Attempts({ questionId }: { questionId: number }) {
  const [number, setNumber] = useState(1);
  const attempts = useAttempts(questionId, number);
  return (
    <Loaded query={attempts} skeleton={<LoadingRows rows={3} />}>
      {(page) => (
        <>
          {page.results.length ? (
            <AttemptList page={page} isStale={attempts.isPlaceholderData} />
          ) : (
            <NoAttempts />
          )}
          {page.count > ATTEMPTS_A_PAGE && (
            <Pagination
              mt="sm"
              size="sm"
              value={number}
              total={Math.ceil(page.count / ATTEMPTS_A_PAGE)}
              onChange={setNumber}
              getItemProps={(item) => ({ "aria-label": `Page ${item} of attempts` })}
              getControlProps={(control) => ({ "aria-label": `${control} page of attempts` })}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

function NoAttempts() {
  return (
    <p className={classes.empty}>
      No attempt yet. Press <Kbd size="xs">L</Kbd>, then Enter, to note that you solved it; say more where you
      like.
    </p>
  );
}

function AttemptList({ page, isStale }: { page: AttemptPage; isStale: boolean }) {
  const [edited, setEdited] = useState<number | null>(null);
  const platforms = usePlatforms().data ?? [];
  const nameOfPlatform = (slug: string) => platforms.find((one) => one.slug === slug)?.name ?? slug;
  const save = useSaveAttempt();
  const deletion = useDeletion();
  return (
    <>
      <ul className={classes.list} data-stale={isStale || undefined}>
        {page.results.map((attempt) => (
          <li key={attempt.id}>
            {edited === attempt.id ? (
              <AttemptForm
                attempt={attempt}
                onClose={() => setEdited(null)}
                onSave={(values) => save(attempt, values).then(() => setEdited(null))}
              />
            ) : (
              <AttemptItem
                attempt={attempt}
                nameOfPlatform={nameOfPlatform}
                onEdit={() => setEdited(attempt.id)}
                onDelete={() => deletion.ask(attempt)}
              />
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={deletion.asked !== null}
        title="Delete this imported attempt?"
        confirmLabel="Delete the attempt"
        onConfirm={deletion.confirm}
        onClose={deletion.close}
      >
        It stays away from later imports too, until you ask for deleted ones back.
      </ConfirmDialog>
    </>
  );
}

function useSaveAttempt() {
  const update = useUpdateAttempt();
  const undo = useUpdateAttempt();
  return async (attempt: Attempt, values: AttemptValues) => {
    await update.mutateAsync({ id: attempt.id, ...values });
    const before = valuesOf(attempt);
    showUndo({ message: "Attempt saved", onUndo: () => undo.mutateAsync({ id: attempt.id, ...before }) });
  };
}

/** An own attempt goes at once and can be noted again; an imported one is asked about, for it stays away. */
function useDeletion() {
  const remove = useDeleteAttempt();
  const create = useCreateAttempt();
  const [asked, setAsked] = useState<Attempt | null>(null);
  const deleteOwn = async (attempt: Attempt) => {
    try {
      await remove.mutateAsync(attempt.id);
    } catch (error) {
      return notifyFailed(error, "The attempt was not deleted");
    }
    const again = { questionId: attempt.question, ...valuesOf(attempt) };
    showUndo({ message: "Attempt deleted", onUndo: () => create.mutateAsync(again) });
  };
  return {
    asked,
    ask: (attempt: Attempt) => (attempt.platform ? setAsked(attempt) : void deleteOwn(attempt)),
    close: () => setAsked(null),
    confirm: async () => {
      if (asked) await remove.mutateAsync(asked.id);
      notifyDone("Attempt deleted");
    },
  };
}

function valuesOf(attempt: Attempt): AttemptValues {
  const { outcome, time_spent_min, date_attempted, languages, solution_approach, self_notes } = attempt;
  return { outcome, time_spent_min, date_attempted, languages, solution_approach, self_notes };
}
