import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

/**
 * Search, filters and ordering that live in the address, so that they survive a reload, a bookmark and Back.
 *
 *   const [filters, setFilters] = useUrlState({ search: "", ordering: "-last_attempted_at", page: "1" });
 *   setFilters({ search: "tree", page: "1" }, { replace: true });   // while typing: no step of Back for each letter
 *
 * What equals its default is left out of the address.
 */
export function useUrlState<T extends Record<string, string>>(
  defaults: T,
): [T, (change: Partial<T>, options?: { replace?: boolean }) => void] {
  const [params, setParams] = useSearchParams();
  const fixed = JSON.stringify(defaults);
  const state = useMemo(() => readState(JSON.parse(fixed) as T, params), [fixed, params]);
  const change = useCallback(
    (changes: Partial<T>, options?: { replace?: boolean }) => {
      setParams((now) => withChanges(now, changes, JSON.parse(fixed) as T), {
        replace: options?.replace ?? false,
        preventScrollReset: true,
      });
    },
    [setParams, fixed],
  );
  return [state, change];
}

function readState<T extends Record<string, string>>(defaults: T, params: URLSearchParams): T {
  return Object.fromEntries(
    Object.entries(defaults).map(([key, value]) => [key, params.get(key) ?? value]),
  ) as T;
}

function withChanges<T extends Record<string, string>>(
  now: URLSearchParams,
  changes: Partial<T>,
  defaults: T,
): URLSearchParams {
  const next = new URLSearchParams(now);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === defaults[key]) next.delete(key);
    else next.set(key, value);
  }
  return next;
}
