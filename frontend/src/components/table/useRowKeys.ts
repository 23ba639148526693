import { type RefObject, useEffect } from "react";

const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled)";

/** Up and down move between the rows inside `frame`; x ticks the box of the row that has the focus. */
export function useRowKeys(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (frame.current && !isElsewhere(event)) onKey(event, frame.current);
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, [frame]);
}

function onKey(event: KeyboardEvent, frame: HTMLElement): void {
  const step = STEPS[event.key];
  const rows = [...frame.querySelectorAll<HTMLElement>("[data-row]")];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  if (step !== undefined && (current >= 0 || isLetter(event))) {
    event.preventDefault();
    focusRow(rows[Math.min(rows.length - 1, Math.max(0, current + step))]);
  } else if (event.key === "x" && current >= 0) {
    event.preventDefault();
    rows[current]?.querySelector<HTMLElement>("[data-select]")?.click();
  }
}

function focusRow(row: HTMLElement | undefined): void {
  const targets = [...(row?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const target = targets.find((one) => !one.hasAttribute("data-select")) ?? targets[0];
  target?.focus();
  row?.scrollIntoView?.({ block: "nearest" });
}

/** Somebody is typing, or a dialog or menu has the word. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const isTyping = target?.matches("input:not([type=checkbox]), textarea, select, [contenteditable=true]");
  return Boolean(isTyping || target?.closest("[role=dialog], [role=menu], [role=listbox]"));
}

function isLetter(event: KeyboardEvent): boolean {
  return event.key === "j" || event.key === "k";
}
