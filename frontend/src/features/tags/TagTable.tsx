import { ActionIcon, Anchor, Group, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Merge, Pencil, Trash2 } from "lucide-react";
import { Link } from "react-router";

import { type Column, DataTable } from "@/components/table/DataTable";
import type { Tag } from "@/lib/endpoints/tags";
import { formatNumber } from "@/lib/numbers";

export interface TagActions {
  onEdit: (tag: Tag) => void;
  onMerge: (tag: Tag) => void;
  onDelete: (tag: Tag) => void;
}

interface Props extends TagActions {
  page: { results: Tag[]; count: number };
  number: number;
  pageSize: number;
  onPage: (page: number) => void;
  ordering: string;
  onOrdering: (ordering: string) => void;
  isStale: boolean;
}

export function TagTable({
  page,
  number,
  pageSize,
  onPage,
  ordering,
  onOrdering,
  isStale,
  ...actions
}: Props) {
  const isPhone = useMediaQuery("(max-width: 40em)", false, { getInitialValueInEffect: false });
  return (
    <DataTable
      caption="Tags"
      columns={columnsOf(actions, isPhone)}
      rows={page.results}
      rowId={(tag) => tag.id}
      rowLabel={(tag) => tag.name}
      ordering={ordering}
      onOrdering={onOrdering}
      isStale={isStale}
      paging={{ page: number, pageSize, count: page.count, onPage }}
    />
  );
}

/** On a phone the actions stand beside the name. */
function columnsOf(actions: TagActions, isPhone: boolean): Column<Tag>[] {
  return [
    {
      key: "name",
      header: "Tag",
      sort: "name",
      width: "18rem",
      cell: (tag) => (
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Anchor component={Link} to={`/questions?tag=${tag.id}`} fw={500} c="var(--mantine-color-text)">
            {tag.name}
          </Anchor>
          {isPhone && <Actions tag={tag} {...actions} />}
        </Group>
      ),
    },
    {
      key: "description",
      header: "Description",
      cell: ({ description }) =>
        description && (
          <Text size="sm" lineClamp={2}>
            {description}
          </Text>
        ),
      priority: 2,
      speaksForItself: true,
    },
    {
      key: "questions",
      header: "Questions",
      sort: "questions_count",
      align: "right",
      width: "7rem",
      cell: (tag) => formatNumber(tag.questions_count),
    },
    ...(isPhone ? [] : [actionsColumn(actions)]),
  ];
}

function actionsColumn(actions: TagActions): Column<Tag> {
  return {
    key: "actions",
    header: "Actions",
    hideHeader: true,
    width: "8rem",
    align: "right",
    cell: (tag) => <Actions tag={tag} {...actions} />,
  };
}

function Actions({ tag, onEdit, onMerge, onDelete }: TagActions & { tag: Tag }) {
  const look = { variant: "subtle", color: "gray", c: "dimmed" } as const;
  return (
    <ActionIcon.Group display="inline-flex">
      <ActionIcon
        {...look}
        aria-label={`Edit ${tag.name}`}
        title="Rename or describe"
        onClick={() => onEdit(tag)}
      >
        <Pencil size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...look}
        aria-label={`Merge ${tag.name} into another tag`}
        title="Merge into another tag"
        onClick={() => onMerge(tag)}
      >
        <Merge size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label={`Delete ${tag.name}`} title="Delete" onClick={() => onDelete(tag)}>
        <Trash2 size={15} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  );
}
