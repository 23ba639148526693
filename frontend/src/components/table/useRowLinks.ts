import { type RefObject, useEffect } from "react";
import { useLocation, useNavigate } from "react-router";

/** Follows the `RowLink`s inside `frame`, and remembers the list for the way back. New tabs are the browser's own. */
export function useRowLinks(frame: RefObject<HTMLElement | null>): void {
  const navigate = useNavigate();
  const { search } = useLocation();
  useEffect(() => {
    const held = frame.current;
    const follow = (event: MouseEvent) => {
      const path = isPlain(event) && pathOf(event.target);
      if (!path) return;
      event.preventDefault();
      void navigate(path, { state: { list: search } });
    };
    held?.addEventListener("click", follow);
    return () => held?.removeEventListener("click", follow);
  }, [frame, navigate, search]);
}

function isPlain(event: MouseEvent): boolean {
  const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return event.button === 0 && !hasModifier && !event.defaultPrevented;
}

function pathOf(target: EventTarget | null): string | null {
  const link = target instanceof Element ? target.closest("a[data-row-link]") : null;
  return link?.getAttribute("href") ?? null;
}
