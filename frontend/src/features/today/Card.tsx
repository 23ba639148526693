import { Anchor, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { Link } from "react-router";

import classes from "./Today.module.css";

interface Props {
  title: string;
  more?: { to: string; label: string };
  children: ReactNode;
}

export function Card({ title, more, children }: Props) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.cardHead}>
        <Title order={2} id={id} className={classes.cardTitle}>
          {title}
        </Title>
        {more && (
          <Anchor component={Link} to={more.to} size="sm">
            {more.label}
          </Anchor>
        )}
      </div>
      {children}
    </section>
  );
}
