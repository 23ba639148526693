import { useEffect, useRef } from "react";

const BUSY =
  "input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]";

type Shortcuts = Readonly<Record<string, () => void>>;

/** Single keys of a page. They rest while somebody types, holds a modifier, or has a dialog or menu open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = current.current[event.key];
      if (!act || isElsewhere(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector("[role=dialog][aria-modal=true]")) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  return Boolean(target?.closest(BUSY));
}
