/*
 * The app as a person has it, at any address:
 *
 *   const { user, router } = await renderWithApp("/tags");          // signed in as alice
 *   await renderWithApp("/sign-in", { as: null });                  // a visitor
 */

import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { RouterProvider, createMemoryRouter } from "react-router";

import { Providers } from "@/app/Providers";
import { routes } from "@/app/router";
import type { User } from "@/lib/identity";
import { createQueryClient } from "@/lib/query";

import { buildUser } from "./builders";
import { server } from "./server";

interface Options {
  as?: User | null;
}

export function renderWithApp(path: string, { as = buildUser() }: Options = {}) {
  server.on("get", "/api/accounts/identity/", { authenticated: as !== null, user: as });
  const client = createTestClient();
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const view = render(
    <Providers client={client} env="test">
      <RouterProvider router={router} />
    </Providers>,
  );
  return { ...view, user: userEvent.setup(), router, client };
}

/** One component by itself, inside everything it may ask for. */
export function renderAlone(element: ReactNode, { as = buildUser() }: Options = {}) {
  server.on("get", "/api/accounts/identity/", { authenticated: as !== null, user: as });
  const client = createTestClient();
  const router = createMemoryRouter([{ path: "*", element }]);
  const view = render(
    <Providers client={client} env="test">
      <RouterProvider router={router} />
    </Providers>,
  );
  return { ...view, user: userEvent.setup(), router, client };
}

/** As in the product, except that what the server refuses is not asked for again after a pause. */
function createTestClient() {
  const client = createQueryClient();
  const retry = client.getDefaultOptions().queries?.retry;
  client.setDefaultOptions({
    queries: { ...client.getDefaultOptions().queries, retry: wrap(retry), retryDelay: 1 },
  });
  return client;
}

type Retry = NonNullable<
  NonNullable<ReturnType<ReturnType<typeof createQueryClient>["getDefaultOptions"]>["queries"]>["retry"]
>;

function wrap(retry: Retry | undefined): Retry {
  return (failures, error) => (typeof retry === "function" ? retry(failures, error) : false);
}
