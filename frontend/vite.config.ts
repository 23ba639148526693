import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Where Django listens while the pages come from `npm run dev`.
const backend = process.env.BACKEND ?? "http://127.0.0.1:8000";
// `/import` is a page of ours, `/import/…` a call.
const served = "^/(api|import|health|admin|static)/";

export default defineConfig(({ command }) => ({
  plugins: [react()],
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
  },
}));
