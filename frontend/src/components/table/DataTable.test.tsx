import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test, vi } from "vitest";

import { renderAlone } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";

import { type Column, DataTable, type DataTableProps } from "./DataTable";
import { RowLink } from "./RowLink";

interface Fruit {
  id: number;
  name: string;
  weight: number;
}

const FRUITS: Fruit[] = ["Apple", "Banana", "Cherry", "Date"].map((name, index) => ({
  id: index + 1,
  name,
  weight: index * 10,
}));
const COLUMNS: Column<Fruit>[] = [
  { key: "name", header: "Name", sort: "name", cell: (fruit) => <a href={`#${fruit.id}`}>{fruit.name}</a> },
  {
    key: "weight",
    header: "Weight",
    sort: "weight",
    cell: (fruit) => fruit.weight,
    isEmpty: (fruit) => fruit.weight === 0,
    align: "right",
  },
];

function Fruits(given: Partial<DataTableProps<Fruit>> & { chosen?: (ids: number[]) => void }) {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const choose = (ids: ReadonlySet<number>) => {
    setSelected(ids);
    given.chosen?.([...ids]);
  };
  return (
    <main>
      <DataTable
        caption="Fruits"
        columns={COLUMNS}
        rows={FRUITS}
        rowId={(fruit) => fruit.id}
        rowLabel={(fruit) => fruit.name}
        selection={{ selected, onChange: choose }}
        {...given}
      />
    </main>
  );
}

test("a heading sorts by its column, and the other way when it does already", async () => {
  const onOrdering = vi.fn();
  const { user } = renderAlone(<Fruits ordering="name" onOrdering={onOrdering} />);
  expect(await screen.findByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await user.click(screen.getByRole("button", { name: "Name" }));
  await user.click(screen.getByRole("button", { name: "Weight" }));
  expect(onOrdering.mock.calls).toEqual([["-name"], ["weight"]]);
  await expectAccessible();
});

test("a click with Shift selects everything in between", async () => {
  const chosen = vi.fn();
  const { user } = renderAlone(<Fruits chosen={chosen} />);
  await user.click(await screen.findByRole("checkbox", { name: "Select Banana" }));
  await user.keyboard("{Shift>}");
  await user.click(screen.getByRole("checkbox", { name: "Select Date" }));
  expect(chosen).toHaveBeenLastCalledWith([2, 3, 4]);
});

test("the box on top selects the page, and then nothing of it", async () => {
  const chosen = vi.fn();
  const { user } = renderAlone(<Fruits chosen={chosen} />);
  const all = await screen.findByRole("checkbox", { name: "Select all on this page" });
  await user.click(all);
  expect(chosen).toHaveBeenLastCalledWith([1, 2, 3, 4]);
  await user.click(all);
  expect(chosen).toHaveBeenLastCalledWith([]);
});

test("keys go from row to row and select", async () => {
  const chosen = vi.fn();
  const { user } = renderAlone(<Fruits chosen={chosen} />);
  await screen.findByRole("table");
  await user.keyboard("jj{ArrowDown}k");
  expect(screen.getByRole("link", { name: "Banana" })).toHaveFocus();
  await user.keyboard("x");
  expect(chosen).toHaveBeenLastCalledWith([2]);
});

test("a link of a row is followed within the app, and remembers the list", async () => {
  const cell = (fruit: Fruit) => <RowLink to={`/at/${fruit.id}`}>{fruit.name}</RowLink>;
  const columns = [{ key: "name", header: "Name", cell }];
  const { user, router } = renderAlone(<Fruits columns={columns} />);
  await router.navigate("/?search=an");
  await user.click(await screen.findByRole("link", { name: "Banana" }));
  expect(router.state.location).toMatchObject({ pathname: "/at/2", state: { list: "?search=an" } });
});

test("choosing a row draws that row alone again", async () => {
  const cell = vi.fn((fruit: Fruit) => fruit.name);
  const columns = [{ key: "name", header: "Name", cell }];
  const { user } = renderAlone(<Fruits columns={columns} />);
  const box = await screen.findByRole("checkbox", { name: "Select Banana" });
  cell.mockClear();
  await user.click(box);
  expect(cell.mock.calls).toEqual([[FRUITS[1]]]);
});

test("pages say where one is and lead on", async () => {
  const onPage = vi.fn();
  const { user } = renderAlone(<Fruits paging={{ page: 2, pageSize: 4, count: 10, onPage }} />);
  const pages = await screen.findByRole("navigation", { name: "Pages" });
  expect(pages).toHaveTextContent("5–8 of 10");
  await user.click(within(pages).getByRole("button", { name: "Page 3" }));
  expect(onPage).toHaveBeenCalledWith(3);
  await expectAccessible();
});

test("on a phone each row is a card", async () => {
  vi.spyOn(window, "matchMedia").mockImplementation((query) => ({
    matches: query.includes("max-width"),
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }));
  renderAlone(<Fruits />);
  const cards = within(await screen.findByRole("list", { name: "Fruits" })).getAllByRole("listitem");
  const told = cards.map((card) => card.textContent);
  expect(told).toContain("CherryWeight20");
  // What there is nothing to tell of takes no room.
  expect(told).toContain("Apple");
  await expectAccessible();
});
