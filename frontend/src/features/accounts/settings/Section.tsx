import { Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

import classes from "./Section.module.css";

interface Props {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** One subject of the settings: what it is about at the left, what to set at the right. */
export function Section({ title, description, children }: Props) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <Title order={2} id={id}>
          {title}
        </Title>
        {description && (
          <Text component="div" c="dimmed" size="sm" mt={2}>
            {description}
          </Text>
        )}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
