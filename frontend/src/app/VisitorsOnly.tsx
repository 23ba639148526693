import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useSearchParams } from "react-router";

import { identityQuery } from "@/lib/identity";
import { safeNext } from "@/lib/next";

/** Pages for whoever is not signed in; others go on to where they wanted to be. */
export function VisitorsOnly() {
  const identity = useQuery(identityQuery);
  const [params] = useSearchParams();
  if (identity.data?.user) return <Navigate to={safeNext(params.get("next"))} replace />;
  return identity.isPending ? null : <Outlet />;
}
