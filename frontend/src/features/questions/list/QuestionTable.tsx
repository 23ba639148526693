import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { ListChecks, SearchX } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { DataTable } from "@/components/table/DataTable";
import { useDates } from "@/lib/dates";
import { usePlatforms } from "@/lib/endpoints/platforms";

import type { Question, QuestionPage } from "../api/questions";
import { columnsOf } from "./columns";
import { type Filters, NO_FILTERS, QUESTIONS_A_PAGE, type SetFilters, isNarrowed } from "./filters";
import { SelectionBar } from "./SelectionBar";
import { useBulkChange } from "./useBulkChange";
import { useSelection } from "./useSelection";

interface Props {
  page: QuestionPage;
  isStale: boolean;
  filters: Filters;
  setFilters: SetFilters;
  onEdit: (question: Question) => void;
  onAdd: () => void;
}

export function QuestionTable({ page, isStale, filters, setFilters, onEdit, onAdd }: Props) {
  const dates = useDates();
  const isPhone = useMediaQuery("(max-width: 40em)", false, { getInitialValueInEffect: false });
  const platforms = usePlatforms().data;
  const columns = useMemo(() => {
    const nameOfPlatform = (slug: string) => platforms?.find((one) => one.slug === slug)?.name ?? slug;
    return columnsOf({ dates, nameOfPlatform, onEdit, isPhone });
  }, [dates, platforms, onEdit, isPhone]);
  const selection = useSelection(page.results);
  const change = useBulkChange();
  return (
    <>
      <DataTable
        caption="Questions"
        columns={columns}
        rows={page.results}
        rowId={(question) => question.id}
        rowLabel={(question) => question.title}
        ordering={filters.ordering}
        onOrdering={(ordering) => setFilters({ ordering, page: "1" })}
        selection={selection}
        paging={{
          page: Number(filters.page) || 1,
          pageSize: QUESTIONS_A_PAGE,
          count: page.count,
          onPage: (number) => setFilters({ page: String(number) }),
        }}
        isStale={isStale}
        empty={isNarrowed(filters) ? <NothingFound setFilters={setFilters} /> : <NoQuestions onAdd={onAdd} />}
      />
      {selection.questions.length > 0 && (
        <SelectionBar
          questions={selection.questions}
          onClear={selection.clear}
          onChange={async (asked) => {
            await change(selection.questions, asked);
            if (asked.kind === "delete") selection.clear();
          }}
        />
      )}
    </>
  );
}

function NothingFound({ setFilters }: { setFilters: SetFilters }) {
  return (
    <EmptyState
      icon={SearchX}
      title="No question matches"
      action={
        <Button variant="default" onClick={() => setFilters(NO_FILTERS)}>
          Clear search and filters
        </Button>
      }
    >
      The search looks at titles, notes and sources. Dates and outcome speak of one and the same attempt.
    </EmptyState>
  );
}

function NoQuestions({ onAdd }: { onAdd: () => void }) {
  return (
    <EmptyState
      icon={ListChecks}
      title="No questions yet"
      action={
        <>
          <Button onClick={onAdd}>Add a question</Button>
          <Button component={Link} to="/import" variant="default">
            Import your history
          </Button>
        </>
      }
    >
      A question is anything you practise: a problem, a kata, a whiteboard exercise. Attempts, notes and tags
      hang on it.
    </EmptyState>
  );
}
