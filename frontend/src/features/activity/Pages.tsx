import { Group, Pagination, Text } from "@mantine/core";

import { type Filters, ROWS_A_PAGE, type SetFilters } from "./filters";

interface Props {
  total: number;
  /** The total in words. */
  words: string;
  filters: Filters;
  setFilters: SetFilters;
}

export function Pages({ total, words, filters, setFilters }: Props) {
  const pages = Math.ceil(total / ROWS_A_PAGE);
  const turn = (number: number) => {
    setFilters({ page: String(number) });
    window.scrollTo({ top: 0 });
  };
  return (
    <Group component="nav" aria-label="Pages" justify="space-between" mt="md">
      <Text size="sm" c="dimmed" role="status">
        {words}
      </Text>
      {pages > 1 && (
        <Pagination
          size="sm"
          value={Number(filters.page) || 1}
          total={pages}
          siblings={1}
          onChange={turn}
          getItemProps={(number) => ({ "aria-label": `Page ${number}` })}
          getControlProps={(control) => ({ "aria-label": `${control} page` })}
        />
      )}
    </Group>
  );
}
