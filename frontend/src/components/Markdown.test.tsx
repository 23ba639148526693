import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderAlone } from "@/testing/app";

import { Markdown } from "./Markdown";

test("notes are shown as they are meant", async () => {
  renderAlone(<Markdown>{"## Idea\n\n- use a **heap**\n- [source](https://example.org/x)"}</Markdown>);
  expect(await screen.findByRole("heading", { name: "Idea" })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "source" })).toHaveAttribute(
    "rel",
    expect.stringContaining("noopener"),
  );
});

test("HTML in notes is text, scripts have no address, and pictures are links", async () => {
  const hostile =
    '<img src=x onerror="alert(1)"> [click](javascript:alert(1)) ![seen](https://example.org/p.png) end';
  const { container } = renderAlone(<Markdown>{hostile}</Markdown>);
  await screen.findByText(/end/);
  expect(container.querySelector("img, script")).toBeNull();
  expect(container.innerHTML).not.toContain('href="javascript');
  expect(screen.getByRole("link", { name: "seen" })).toHaveAttribute("href", "https://example.org/p.png");
});
