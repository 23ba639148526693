import { Box, Button } from "@mantine/core";
import { Plus, SearchX, Tags } from "lucide-react";
import { useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { EmptyState } from "@/components/EmptyState";
import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { SearchField } from "@/components/SearchField";
import { type Tag, type TagsParams, useTags } from "@/lib/endpoints/tags";
import { notifyDone } from "@/lib/notify";
import { count } from "@/lib/numbers";
import { useUrlState } from "@/lib/urlState";

import { useDeleteTag } from "./api/deleteTag";
import { MergeDialog } from "./MergeDialog";
import { TagDialog } from "./TagDialog";
import { TagTable } from "./TagTable";

const TAGS_A_PAGE = 50;
const DEFAULTS = { search: "", ordering: "name", page: "1" };

type Open = { kind: "new" } | { kind: "edit" | "merge" | "delete"; tag: Tag } | null;

export default function TagsPage() {
  const [filters, setFilters] = useUrlState(DEFAULTS);
  const tags = useTags(paramsOf(filters));
  const [open, setOpen] = useState<Open>(null);
  const add = () => setOpen({ kind: "new" });
  return (
    <>
      <PageHeader
        title="Tags"
        description="Your own labels for questions: topics, techniques, whatever helps you find them again."
        actions={
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={add}>
            New tag
          </Button>
        }
      />
      {(tags.data?.count !== 0 || filters.search) && (
        <Box maw={480} mb="sm">
          <SearchField
            label="Search tags"
            placeholder="Search names and descriptions"
            value={filters.search}
            onChange={(search) => setFilters({ search, page: "1" }, { replace: true })}
          />
        </Box>
      )}
      <Loaded query={tags}>
        {(page) =>
          page.results.length ? (
            <TagTable
              page={page}
              number={Number(filters.page) || 1}
              pageSize={TAGS_A_PAGE}
              onPage={(number) => setFilters({ page: String(number) })}
              ordering={filters.ordering}
              onOrdering={(ordering) => setFilters({ ordering, page: "1" })}
              isStale={tags.isPlaceholderData}
              onEdit={(tag) => setOpen({ kind: "edit", tag })}
              onMerge={(tag) => setOpen({ kind: "merge", tag })}
              onDelete={(tag) => setOpen({ kind: "delete", tag })}
            />
          ) : (
            <Nothing search={filters.search} onAdd={add} />
          )
        }
      </Loaded>
      <Dialogs open={open} onClose={() => setOpen(null)} />
    </>
  );
}

function paramsOf({ search, ordering, page }: typeof DEFAULTS): TagsParams {
  return {
    ...(search && { search }),
    ordering: ordering as TagsParams["ordering"],
    page: Number(page) || 1,
    page_size: TAGS_A_PAGE,
  };
}

function Dialogs({ open, onClose }: { open: Open; onClose: () => void }) {
  const tag = open && open.kind !== "new" ? open.tag : null;
  return (
    <>
      <TagDialog
        tag={open?.kind === "edit" ? open.tag : null}
        opened={open?.kind === "edit" || open?.kind === "new"}
        onClose={onClose}
      />
      <MergeDialog tag={open?.kind === "merge" ? open.tag : null} onClose={onClose} />
      <DeleteDialog tag={open?.kind === "delete" ? tag : null} onClose={onClose} />
    </>
  );
}

function DeleteDialog({ tag, onClose }: { tag: Tag | null; onClose: () => void }) {
  const remove = useDeleteTag();
  const confirm = async () => {
    if (!tag) return;
    await remove.mutateAsync(tag.id);
    notifyDone(`“${tag.name}” deleted`);
  };
  return (
    <ConfirmDialog
      opened={tag !== null}
      title={`Delete “${tag?.name ?? ""}”?`}
      confirmLabel="Delete the tag"
      onConfirm={confirm}
      onClose={onClose}
    >
      {tag?.questions_count
        ? `${count(tag.questions_count, "question")} will lose this tag; the questions themselves stay. This cannot be undone.`
        : "No question has this tag. This cannot be undone."}
    </ConfirmDialog>
  );
}

function Nothing({ search, onAdd }: { search: string; onAdd: () => void }) {
  if (search) {
    return (
      <EmptyState icon={SearchX} title="No tag matches">
        The search looks at names and descriptions.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Tags} title="No tags yet" action={<Button onClick={onAdd}>Make a tag</Button>}>
      A tag groups questions, for example “graphs” or “two pointers”. Make one here, then select questions in
      their list and choose “Add tag”. Imports bring the tags of their platform.
    </EmptyState>
  );
}
