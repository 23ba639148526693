import { useMutation, useQuery } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { browser } from "@/lib/navigation";
import { tellTabs } from "@/lib/tabs";
import { renderAlone } from "@/testing/app";
import { buildUser } from "@/testing/builders";

function Probe({ touches, asked }: { touches?: string[]; asked: (key: string) => void }) {
  useQuery({ queryKey: ["tags"], queryFn: () => (asked("tags"), null) });
  useQuery({ queryKey: ["jobs", 1], queryFn: () => (asked("jobs"), null) });
  const change = useMutation({ mutationFn: () => Promise.resolve(), meta: { touches } });
  return <button onClick={() => change.mutate()}>Change</button>;
}

test("after a change, everything on the page is asked for again", async () => {
  const asked = vi.fn();
  const { user } = renderAlone(<Probe asked={asked} />);
  await user.click(await screen.findByRole("button"));
  await vi.waitFor(() => expect(asked.mock.calls.flat()).toEqual(["tags", "jobs", "tags", "jobs"]));
});

test("a change that says what it touches leaves the rest alone", async () => {
  const asked = vi.fn();
  const { user } = renderAlone(<Probe asked={asked} touches={["tags"]} />);
  await user.click(await screen.findByRole("button"));
  await vi.waitFor(() => expect(asked.mock.calls.flat()).toEqual(["tags", "jobs", "tags"]));
});

/** Another tab, as far as this one can tell. */
function anotherTabSays(message: Parameters<typeof tellTabs>[0]): void {
  const channel = new BroadcastChannel("skilltracker");
  channel.postMessage(message);
  channel.close();
}

test("a change in another tab is looked at here", async () => {
  const asked = vi.fn();
  renderAlone(<Probe asked={asked} />);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  anotherTabSays({ kind: "changed", keys: ["jobs"] });
  await vi.waitFor(() => expect(asked.mock.calls.flat()).toEqual(["tags", "jobs", "jobs"]));
});

test.each([
  [{ kind: "signed-out" } as const, "/"],
  [{ kind: "signed-in", userId: 99 } as const, "/today"],
])("another tab %o: this one goes to %s", async (message, place) => {
  const goTo = vi.spyOn(browser, "goTo").mockImplementation(() => undefined);
  const { client } = renderAlone(<p>Mine</p>, { as: buildUser({ id: 1 }) });
  client.setQueryData(["identity"], { authenticated: true, user: buildUser({ id: 1 }) });
  anotherTabSays(message);
  await vi.waitFor(() => expect(goTo).toHaveBeenCalledWith(place));
});
