import { Text, Title } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import classes from "./EmptyState.module.css";

interface Props {
  icon: LucideIcon;
  title: string;
  /** What would be here, and how it gets here. */
  children: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
  /** 1 where it is the whole page. */
  order?: 1 | 2;
}

/** Nothing is here yet: says what belongs here and offers the first step. */
export function EmptyState({ icon: Icon, title, children, action, order = 2 }: Props) {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <Icon size={22} strokeWidth={1.75} aria-hidden />
      </span>
      <Title order={order}>{title}</Title>
      <Text component="div" c="dimmed" className={classes.text}>
        {children}
      </Text>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
