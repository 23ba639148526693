import { Skeleton, VisuallyHidden } from "@mantine/core";

import { Delayed } from "@/components/Loading";

import classes from "./Import.module.css";

export function LoadingCards() {
  return (
    <Delayed>
      <div className={classes.cards} role="status">
        <VisuallyHidden>Loading</VisuallyHidden>
        {[1, 2, 3].map((card) => (
          <Skeleton key={card} height={280} radius="md" aria-hidden />
        ))}
      </div>
    </Delayed>
  );
}
