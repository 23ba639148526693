import { type ChangeEvent, useEffect, useRef } from "react";

import type { Selection } from "./DataTable";
import classes from "./DataTable.module.css";

export interface Toggles {
  all: boolean;
  some: boolean;
  isSelected: (id: number) => boolean;
  toggleAll: () => void;
  /** Goes on what holds the rows, so that a row need not be drawn again because its neighbour was chosen. */
  onChange: (event: ChangeEvent<HTMLElement>) => void;
}

/** A click with Shift takes everything since the last one that was toggled along. */
export function useToggles(ids: readonly number[], selection: Selection | undefined): Toggles {
  const last = useRef<number | null>(null);
  const selected = selection?.selected ?? new Set<number>();
  const here = ids.filter((id) => selected.has(id)).length;
  const all = ids.length > 0 && here === ids.length;
  const toggle = (id: number, range: boolean) => {
    const touched = range && last.current !== null ? between(ids, last.current, id) : [id];
    last.current = id;
    selection?.onChange(withAll(selected, touched, !selected.has(id)));
  };
  return {
    all,
    some: here > 0 && !all,
    isSelected: (id) => selected.has(id),
    toggleAll: () => selection?.onChange(withAll(selected, ids, !all)),
    onChange: ({ target, nativeEvent }) => {
      const id = Number(target.dataset.select);
      if (id) toggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
    },
  };
}

export function SelectBox({ id, label, isSelected }: { id: number; label: string; isSelected: boolean }) {
  return (
    <input
      type="checkbox"
      className={classes.box}
      data-select={id}
      aria-label={`Select ${label}`}
      checked={isSelected}
      readOnly
    />
  );
}

export function SelectAll({ toggles }: { toggles: Toggles }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = toggles.some;
  }, [toggles.some]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={classes.box}
      aria-label="Select all on this page"
      checked={toggles.all}
      onChange={toggles.toggleAll}
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
