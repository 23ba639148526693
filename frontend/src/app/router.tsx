import type { ComponentType } from "react";
import { type RouteObject, createBrowserRouter } from "react-router";

import { ErrorPage } from "./pages/ErrorPage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { RequireUser } from "./RequireUser";
import { Root } from "./Root";
import { Shell } from "./shell/Shell";
import { VisitorsOnly } from "./VisitorsOnly";

/** A page in a file of its own, fetched when one goes there. */
function page(load: () => Promise<{ default: ComponentType }>): Pick<RouteObject, "lazy"> {
  return { lazy: async () => ({ Component: (await load()).default }) };
}

export const routes: RouteObject[] = [
  {
    Component: Root,
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    children: [
      {
        Component: VisitorsOnly,
        children: [
          { path: "/", ...page(() => import("@/features/accounts/WelcomePage")) },
          { path: "/sign-in", ...page(() => import("@/features/accounts/SignInPage")) },
          { path: "/register", ...page(() => import("@/features/accounts/RegisterPage")) },
        ],
      },
      {
        Component: RequireUser,
        children: [
          {
            Component: Shell,
            children: [
              {
                ErrorBoundary: ErrorPage,
                children: [
                  { path: "/today", ...page(() => import("@/features/today/TodayPage")) },
                  { path: "/questions", ...page(() => import("@/features/questions/QuestionsPage")) },
                  { path: "/questions/:id", ...page(() => import("@/features/questions/QuestionPage")) },
                  { path: "/activity", ...page(() => import("@/features/activity/ActivityPage")) },
                  { path: "/tags", ...page(() => import("@/features/tags/TagsPage")) },
                  { path: "/import", ...page(() => import("@/features/imports/ImportPage")) },
                  { path: "/accounts", ...page(() => import("@/features/profiles/AccountsPage")) },
                  { path: "/accounts/connect", ...page(() => import("@/features/profiles/ConnectPage")) },
                  { path: "/jobs", ...page(() => import("@/features/jobs/JobsPage")) },
                  { path: "/jobs/:id", ...page(() => import("@/features/jobs/JobPage")) },
                  { path: "/issues", ...page(() => import("@/features/issues/IssuesPage")) },
                  { path: "/settings", ...page(() => import("@/features/accounts/SettingsPage")) },
                ],
              },
            ],
          },
        ],
      },
      { path: "*", Component: NotFoundPage },
    ],
  },
];

export function createAppRouter() {
  return createBrowserRouter(routes);
}
