import axe from "axe-core";
import { expect } from "vitest";

/** Contrast needs real pixels; the browser tests look at that. */
const RULES = { "color-contrast": { enabled: false } };

export async function expectAccessible(container: Element = document.body): Promise<void> {
  const { violations } = await axe.run(container, { rules: RULES });
  const told = violations.map(
    (one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => node.html).join("\n")}`,
  );
  expect(told).toEqual([]);
}
