import { Button, SegmentedControl } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";

import { PageHeader } from "@/components/PageHeader";

import { AttemptsView } from "./AttemptsView";
import { isPractice, useFilters } from "./filters";
import { PracticeDialog } from "./practice/PracticeDialog";
import { PracticeView } from "./practice/PracticeView";

const VIEWS = [
  { value: "", label: "Attempts" },
  { value: "practice", label: "Practice time" },
];

/** The journal by day: attempts at questions, or the practice time beside them. */
export default function ActivityPage() {
  const [filters, setFilters] = useFilters();
  const [isAdding, setAdding] = useState(false);
  const isTime = isPractice(filters);
  const add = () => setAdding(true);
  return (
    <>
      <PageHeader
        title="Activity"
        description={
          isTime
            ? "Time that belongs to no question: coding, courses, reading. Newest first."
            : "Every attempt you noted or imported, newest first."
        }
        actions={
          isTime && (
            <Button leftSection={<Plus size={16} aria-hidden />} onClick={add}>
              Add practice time
            </Button>
          )
        }
      />
      <SegmentedControl
        aria-label="What to show"
        data={VIEWS}
        value={isTime ? "practice" : ""}
        onChange={(view) => setFilters({ view, page: "1" })}
        mb="md"
      />
      {isTime ? (
        <PracticeView filters={filters} setFilters={setFilters} onAdd={add} />
      ) : (
        <AttemptsView filters={filters} setFilters={setFilters} />
      )}
      <PracticeDialog practice={null} opened={isAdding} onClose={() => setAdding(false)} />
    </>
  );
}
