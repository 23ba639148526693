import "@testing-library/jest-dom/vitest";

import { notifications } from "@mantine/notifications";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

import { connection } from "@/lib/connection";

import { currentServer, startFakeServer } from "./server";

// The message alone: a whole page in print hides what went wrong with it.
const getElementError = (message: string | null) => new Error(message?.split("\n\n")[0]);
configure({ asyncUtilTimeout: 5_000, getElementError });

// What jsdom does not have and Mantine asks for.
window.matchMedia = (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }) as MediaQueryList;
window.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
HTMLCanvasElement.prototype.getContext = () => null;
Object.defineProperty(document, "fonts", {
  value: { addEventListener: () => undefined, removeEventListener: () => undefined },
});

beforeEach(() => {
  startFakeServer();
});

afterEach(() => {
  cleanup();
  notifications.clean();
  connection.found();
  vi.useRealTimers();
  currentServer().expectNothingUnexpected();
});
