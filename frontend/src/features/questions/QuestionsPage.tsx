import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { Suspense, lazy, useCallback, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";

import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { count } from "@/lib/numbers";
import { useUrlState } from "@/lib/urlState";

import { type Question, useQuestions } from "./api/questions";
import { FilterBar } from "./list/FilterBar";
import { isNarrowed, paramsOf, useFilters } from "./list/filters";
import { QuestionTable } from "./list/QuestionTable";
import { useShortcuts } from "./useShortcuts";

const QuestionDrawer = lazy(() => import("./QuestionDrawer"));

export default function QuestionsPage() {
  const [filters, setFilters] = useFilters();
  const questions = useQuestions(paramsOf(filters));
  const drawer = useDrawer();
  const search = useRef<HTMLInputElement>(null);
  const find = () => {
    search.current?.focus();
    search.current?.select();
  };
  useShortcuts({ "/": find, n: drawer.add });
  const total = questions.data?.count;
  return (
    <>
      <PageHeader
        title="Questions"
        description={
          isNarrowed(filters) && total !== undefined ? `${count(total, "question")} found` : ofAll(total)
        }
        actions={
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={drawer.add} aria-keyshortcuts="n">
            New question
          </Button>
        }
      />
      {(total !== 0 || isNarrowed(filters)) && (
        <FilterBar filters={filters} setFilters={setFilters} searchRef={search} />
      )}
      <Loaded query={questions}>
        {(page) => (
          <QuestionTable
            page={page}
            isStale={questions.isPlaceholderData}
            filters={filters}
            setFilters={setFilters}
            onEdit={drawer.edit}
            onAdd={drawer.add}
          />
        )}
      </Loaded>
      {drawer.wasOpened && (
        <Suspense>
          <QuestionDrawer {...drawer.props} />
        </Suspense>
      )}
    </>
  );
}

function ofAll(total: number | undefined): string {
  return total ? count(total, "question") : "What you practise.";
}

/** `?new=1` opens it too, so that other pages can link to it. */
function useDrawer() {
  const [address, setAddress] = useUrlState({ new: "" });
  const [edited, setEdited] = useState<Question | null>(null);
  const [isEditing, setEditing] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const navigate = useNavigate();
  const { search } = useLocation();
  const isOpen = isEditing || address.new === "1";
  if (isOpen && !wasOpened) setOpened(true);
  const edit = useCallback((question: Question) => {
    setEdited(question);
    setEditing(true);
  }, []);
  const close = () => {
    setEditing(false);
    if (address.new) setAddress({ new: "" }, { replace: true });
  };
  return {
    wasOpened,
    add: () => {
      setEdited(null);
      setEditing(true);
    },
    edit,
    props: {
      question: isEditing ? edited : null,
      opened: isOpen,
      onClose: close,
      onMade: (made: Question) =>
        void navigate(`/questions/${made.id}`, { state: { list: search.replace(/[?&]new=1/, "") } }),
    },
  };
}
