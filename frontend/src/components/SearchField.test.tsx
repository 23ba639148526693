import { act, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { renderAlone } from "@/testing/app";

import { SearchField } from "./SearchField";

const told = vi.fn();

/** An address that takes its time, and can change by itself. */
function Page({ later }: { later: (set: (value: string) => void) => void }) {
  const [value, setValue] = useState("");
  later(setValue);
  return <SearchField label="Search" placeholder="" value={value} onChange={told} />;
}

test("an address that lags behind does not undo what is typed, and Back does", async () => {
  let setValue: (value: string) => void = () => undefined;
  const { user } = renderAlone(<Page later={(set) => (setValue = set)} />);
  const field = await screen.findByRole("searchbox", { name: "Search" });
  await user.type(field, "coin");
  act(() => setValue("co"));
  expect(field).toHaveValue("coin");
  act(() => setValue("coin"));
  act(() => setValue(""));
  expect(field).toHaveValue("");
});
