import { ActionIcon, Menu } from "@mantine/core";
import { Ellipsis, Pencil, Power, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { showUndo } from "@/components/showUndo";
import { notifyDone, notifyFailed } from "@/lib/notify";

import { useDeleteQuestion } from "../api/deleteQuestion";
import type { Question } from "../api/questions";
import { useUpdateQuestion } from "../api/updateQuestion";
import { whatGoes } from "../whatGoes";

interface Props {
  question: Question;
  listPath: string;
  onEdit: () => void;
}

export function MoreMenu({ question, listPath, onEdit }: Props) {
  const [isAsking, setAsking] = useState(false);
  const navigate = useNavigate();
  const remove = useDeleteQuestion();
  const toggle = useToggleActive(question);
  const confirm = async () => {
    await remove.mutateAsync(question.id);
    notifyDone(`“${question.title}” deleted`);
    await navigate(listPath, { replace: true });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More about this question">
            <Ellipsis size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Pencil size={15} aria-hidden />} onClick={onEdit}>
            Edit
          </Menu.Item>
          <Menu.Item leftSection={<Power size={15} aria-hidden />} onClick={toggle}>
            {question.is_active ? "Make inactive" : "Make active"}
          </Menu.Item>
          <Menu.Item leftSection={<Trash2 size={15} aria-hidden />} onClick={() => setAsking(true)}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        title={`Delete “${question.title}”?`}
        confirmLabel="Delete the question"
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        {whatGoes([question])}
      </ConfirmDialog>
    </>
  );
}

function useToggleActive({ id, is_active }: Question) {
  const update = useUpdateQuestion();
  const undo = useUpdateQuestion();
  const back = () => undo.mutateAsync({ id, is_active });
  return () =>
    update.mutate(
      { id, is_active: !is_active },
      {
        onSuccess: () => showUndo({ message: is_active ? "Made inactive" : "Made active", onUndo: back }),
        onError: (error) => notifyFailed(error, "It was not saved"),
      },
    );
}
