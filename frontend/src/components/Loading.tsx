import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";

const PATIENCE_MS = 300;

/** What loads within 300 ms shows nothing in between: a flash of grey is worse than a moment of calm. */
export function Delayed({ children, after = PATIENCE_MS }: { children: ReactNode; after?: number }) {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return isDue ? children : null;
}

/** Grey lines where rows are about to be. */
export function LoadingRows({ rows = 8, height = 20 }: { rows?: number; height?: number }) {
  return (
    <Delayed>
      <Stack gap="md" role="status">
        <VisuallyHidden>Loading</VisuallyHidden>
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={height} width={`${96 - ((row * 17) % 40)}%`} aria-hidden />
        ))}
      </Stack>
    </Delayed>
  );
}
