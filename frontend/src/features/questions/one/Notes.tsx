import { Alert, Button, Group, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useState } from "react";

import { FormAlert } from "@/components/FormAlert";
import { Markdown } from "@/components/Markdown";
import { showUndo } from "@/components/showUndo";
import { messageOf } from "@/lib/errors";

import { getQuestion, questionQuery } from "../api/question";
import type { Question } from "../api/questions";
import { useUpdateQuestion } from "../api/updateQuestion";
import classes from "./Notes.module.css";

export function Notes({ question }: { question: Question }) {
  const [isEditing, setEditing] = useState(false);
  const edit = () => setEditing(true);
  return (
    <section aria-labelledby="notes">
      <Group justify="space-between" mb="xs" mih={30}>
        <h2 id="notes" className={classes.heading}>
          Notes
        </h2>
        {!isEditing && question.content && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<Pencil size={14} aria-hidden />}
            onClick={edit}
          >
            Edit notes
          </Button>
        )}
      </Group>
      {isEditing ? (
        <NotesForm question={question} onClose={() => setEditing(false)} />
      ) : (
        <Written text={question.content} onEdit={edit} />
      )}
    </section>
  );
}

function Written({ text, onEdit }: { text: string; onEdit: () => void }) {
  if (text.trim()) {
    return (
      <div className={classes.written}>
        <Markdown>{text}</Markdown>
      </div>
    );
  }
  return (
    <button type="button" className={classes.invite} onClick={onEdit}>
      Write down what this question is about, its idea, its traps. Markdown works.
    </button>
  );
}

/** Before it saves it looks whether the notes are still those that one began to edit. */
function NotesForm({ question, onClose }: { question: Question; onClose: () => void }) {
  const [base, setBase] = useState(question.content);
  const [text, setText] = useState(question.content);
  const saving = useSaving(question, onClose);
  const theirs = saving.theirs ?? (question.content === base ? null : question.content);
  const save = () => void saving.save(text, base);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <FormAlert message={saving.alert} />
      {theirs !== null && (
        <Conflict
          onMine={() => {
            setBase(theirs);
            saving.settle();
          }}
          onTheirs={() => {
            setBase(theirs);
            setText(theirs);
            saving.settle();
          }}
        />
      )}
      <Textarea
        aria-label="Notes"
        data-autofocus
        ref={focusAtEnd}
        value={text}
        autosize
        minRows={6}
        maxRows={30}
        maxLength={50_000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
          if (event.key === "Escape" && text === base) onClose();
        }}
      />
      <Group justify="flex-end" gap="xs" mt="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={saving.isBusy} disabled={theirs !== null}>
          Save notes
        </Button>
      </Group>
    </form>
  );
}

function Conflict({ onMine, onTheirs }: { onMine: () => void; onTheirs: () => void }) {
  return (
    <Alert
      role="alert"
      color="yellow"
      variant="light"
      mb="sm"
      title="These notes were changed elsewhere meanwhile"
    >
      What you typed is still here. Keep it and replace the other version, or take the other version instead.
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" onClick={onMine}>
          Keep mine
        </Button>
        <Button size="compact-sm" variant="default" onClick={onTheirs}>
          Take the other version
        </Button>
      </Group>
    </Alert>
  );
}

function useSaving(question: Question, onClose: () => void) {
  const client = useQueryClient();
  const update = useUpdateQuestion();
  const undo = useUpdateQuestion();
  const [isBusy, setBusy] = useState(false);
  const [alert, setAlert] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<string | null>(null);
  const write = async (text: string, base: string) => {
    const fresh = await getQuestion(question.id);
    if (fresh.content !== base) {
      client.setQueryData(questionQuery(question.id).queryKey, fresh);
      return setTheirs(fresh.content);
    }
    // The form goes when the answer is there: until then what was typed has no other home.
    await update.mutateAsync({ id: question.id, content: text });
    onClose();
    showUndo({ message: "Notes saved", onUndo: () => undo.mutateAsync({ id: question.id, content: base }) });
  };
  const save = async (text: string, base: string) => {
    if (text === base) return onClose();
    setAlert(null);
    setBusy(true);
    try {
      await write(text, base);
    } catch (error) {
      setAlert(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { save, isBusy, alert, theirs, settle: () => setTheirs(null) };
}

function focusAtEnd(area: HTMLTextAreaElement | null): void {
  area?.focus();
  area?.setSelectionRange(area.value.length, area.value.length);
}
