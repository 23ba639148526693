import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

// Where Django listens while the pages come from `npm run dev`.
const backend = process.env.BACKEND ?? "http://127.0.0.1:8000";
// `/import` is a page of ours, `/import/…` a call.
const served = "^/(api|import|health|admin|static)/";

// One file for what everybody needs before anything is on the screen, instead of thirty small ones: the frame of the
// app, the page where people land, and of the libraries what these use. What is forgotten here gets a file of its own.
const FIRST = "first";
const ENTRY = "/src/app/main.tsx";
const LANDING = [ENTRY, "/src/features/today/TodayPage.tsx"];
const LIBRARIES = new RegExp(
  [
    "/node_modules/(react|react-dom|scheduler|react-router|openapi-fetch|clsx|get-nonce)/",
    "/node_modules/@tanstack/(query-core|react-query)/",
    "/node_modules/lucide-react/dist/esm/(?!icons/)",
    "/node_modules/@mantine/core/esm/core/",
    "/node_modules/@mantine/core/esm/components/(ActionIcon|Alert|Anchor|Button|CloseButton|Container|Group|Loader)/",
    "/node_modules/@mantine/core/esm/components/(Skeleton|Stack|Text|Title|Transition|UnstyledButton|VisuallyHidden)/",
  ].join("|"),
);

interface Graph {
  getModuleInfo: (id: string) => { importers: string[] } | null;
}

/** Of the sources, what the landing imports at once and not on demand. */
function isFirst(id: string, graph: Graph): boolean {
  // Of the styles for everything the library's come first, and ours after them.
  if (id.endsWith(ENTRY) || id.endsWith("/global.css")) return false;
  return id.includes("/node_modules/") ? LIBRARIES.test(id) : isImported(id, graph, new Set());
}

function isImported(id: string, graph: Graph, seen: Set<string>): boolean {
  if (LANDING.some((page) => id.endsWith(page))) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return (graph.getModuleInfo(id)?.importers ?? []).some((importer) => isImported(importer, graph, seen));
}

/** Most of it runs at once: Chromium then compiles it while it arrives, off the main thread, not piece by piece after. */
function compileAtOnce(): Plugin {
  return {
    name: "compile-at-once",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === "chunk" && chunk.name === FIRST)
            chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
        }
      },
    },
  };
}

export default defineConfig(({ command }) => ({
  plugins: [react(), compileAtOnce()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // Django puts the nonce of each answer where this word stands.
  html: command === "build" ? { cspNonce: "__CSP_NONCE__" } : {},
  base: command === "build" ? "/static/app/" : "/",
  build: {
    target: "es2022",
    // Nothing becomes a data: address: the content policy lets fonts and scripts come from files alone.
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ debugName: FIRST, name: (id, graph) => (isFirst(id, graph) ? FIRST : null) }],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    // The browser's own address goes on, so that Django's check of the origin sees one site.
    proxy: { [served]: { target: backend, changeOrigin: false } },
  },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://localhost/" } },
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    restoreMocks: true,
    testTimeout: 30_000,
    // Left to itself it keeps a core free, which of two is half.
    maxWorkers: "100%",
  },
}));
