import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { ErrorState } from "./ErrorState";
import { LoadingRows } from "./Loading";

interface Props<T> {
  query: UseQueryResult<T>;
  /** What stands here meanwhile, once 300 ms have gone by. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** The three lives of a query: not there yet, failed, there. What was there stays while it is asked for again. */
export function Loaded<T>({ query, skeleton = <LoadingRows />, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}
