import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { Logo } from "@/components/Logo";
import { PageHeader } from "@/components/PageHeader";

import classes from "./DoorLayout.module.css";
import { LookAround } from "./LookAround";

interface Props {
  title: string;
  description?: string;
  children: ReactNode;
  footer: ReactNode;
}

/** The pages at the door: one form, and the way to the other one. */
export function DoorLayout({ title, description, children, footer }: Props) {
  return (
    <main className={classes.door}>
      <Link to="/" className={classes.brand}>
        <Logo size={30} /> SkillTracker
      </Link>
      <div className={classes.card}>
        <PageHeader title={title} description={description} />
        {children}
      </div>
      <Text c="dimmed">{footer}</Text>
      <Text c="dimmed" component="div" className={classes.or}>
        Only curious? <LookAround variant="link" />
      </Text>
    </main>
  );
}
