import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation } from "react-router";

import { ErrorState } from "@/components/ErrorState";
import { identityQuery } from "@/lib/identity";

/** Pages of a person; a visitor is sent to sign in and comes back to the same place. */
export function RequireUser() {
  const identity = useQuery(identityQuery);
  const { pathname, search } = useLocation();
  if (identity.data?.user) return <Outlet />;
  if (identity.data)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (identity.isError) return <ErrorState error={identity.error} onRetry={() => void identity.refetch()} />;
  return null;
}
