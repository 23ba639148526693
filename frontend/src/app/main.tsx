import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.layer.css";
import "./global.css";

import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";

import { createQueryClient } from "@/lib/query";

import { Providers, styleNonce } from "./Providers";
import { headStart } from "./headStart";
import { createAppRouter } from "./router";

// For the style that keeps the page from scrolling behind a dialog.
setNonce(styleNonce());

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const client = createQueryClient();
const router = createAppRouter();
const page = createRoot(root);

void headStart(client, window.location.pathname).then(() =>
  page.render(
    <StrictMode>
      <Providers client={client}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  ),
);
