import { Skeleton } from "@mantine/core";
import { Suspense, lazy } from "react";

import { Delayed } from "./Loading";

const Rendered = lazy(() => import("./MarkdownRendered"));

/** A person's notes. HTML in them is shown as text; links open apart and say nothing of where they were. */
export function Markdown({ children }: { children: string }) {
  return (
    <Suspense
      fallback={
        <Delayed>
          <Skeleton height={48} />
        </Delayed>
      }
    >
      <Rendered>{children}</Rendered>
    </Suspense>
  );
}
