import { Checkbox } from "@mantine/core";
import { useRef } from "react";

import type { Selection } from "./DataTable";

export interface Toggles {
  all: boolean;
  some: boolean;
  isSelected: (id: number) => boolean;
  toggleAll: () => void;
  /** With `range`, everything since the last one that was toggled follows it. */
  toggle: (id: number, range: boolean) => void;
}

export function useToggles(ids: readonly number[], selection: Selection | undefined): Toggles {
  const last = useRef<number | null>(null);
  const selected = selection?.selected ?? new Set<number>();
  const here = ids.filter((id) => selected.has(id)).length;
  const all = ids.length > 0 && here === ids.length;
  return {
    all,
    some: here > 0 && !all,
    isSelected: (id) => selected.has(id),
    toggleAll: () => selection?.onChange(withAll(selected, ids, !all)),
    toggle: (id, range) => {
      const touched = range && last.current !== null ? between(ids, last.current, id) : [id];
      last.current = id;
      selection?.onChange(withAll(selected, touched, !selected.has(id)));
    },
  };
}

export function SelectBox({ id, label, toggles }: { id: number; label: string; toggles: Toggles }) {
  const isRange = useRef(false);
  return (
    <Checkbox
      size="xs"
      data-select
      aria-label={`Select ${label}`}
      checked={toggles.isSelected(id)}
      onClick={(event) => (isRange.current = event.shiftKey)}
      onChange={() => toggles.toggle(id, isRange.current)}
    />
  );
}

function withAll(selected: ReadonlySet<number>, ids: readonly number[], on: boolean): ReadonlySet<number> {
  const next = new Set(selected);
  ids.forEach((id) => (on ? next.add(id) : next.delete(id)));
  return next;
}

function between(ids: readonly number[], from: number, to: number): readonly number[] {
  const [first = 0, last = 0] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b);
  return first < 0 ? [to] : ids.slice(first, last + 1);
}
