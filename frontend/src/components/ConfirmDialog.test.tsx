import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { ApiError } from "@/lib/errors";
import { renderAlone } from "@/testing/app";
import { expectAccessible } from "@/testing/axe";

import { ConfirmDialog } from "./ConfirmDialog";

const ask = (onConfirm: () => Promise<unknown>, onClose = vi.fn()) =>
  renderAlone(
    <ConfirmDialog opened title="Delete it?" confirmLabel="Delete" onConfirm={onConfirm} onClose={onClose}>
      It will be gone.
    </ConfirmDialog>,
  );

test("it does what it says, and closes", async () => {
  const [confirm, close] = [vi.fn().mockResolvedValue(null), vi.fn()];
  const { user } = ask(confirm, close);
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  expect(confirm).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
});

test("when it fails it says why, and stays", async () => {
  const failure = new ApiError(409, [{ code: "job_running", detail: "It is running.", attr: null }]);
  const { user } = ask(() => Promise.reject(failure));
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("It is running.");
  await expectAccessible();
});
