import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";

import { Delayed } from "@/components/Loading";

/** Grey cards where accounts are about to be. */
export function LoadingAccounts() {
  return (
    <Delayed>
      <Stack gap="md" role="status">
        <VisuallyHidden>Loading</VisuallyHidden>
        {[1, 2, 3].map((card) => (
          <Skeleton key={card} height={170} radius="md" aria-hidden />
        ))}
      </Stack>
    </Delayed>
  );
}
