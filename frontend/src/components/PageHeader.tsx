import { Anchor, Group, Text, Title } from "@mantine/core";
import { ChevronLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";

import classes from "./PageHeader.module.css";

interface Props {
  title: string;
  /** One calm sentence under the title. */
  description?: ReactNode;
  /** Buttons at the right; under the title on a phone. */
  actions?: ReactNode;
  /** Where this page hangs in the house, for pages that are not in the navigation. */
  back?: { to: string; label: string };
  /** What stands beside the title, for example a badge. */
  aside?: ReactNode;
}

/** The top of every page. It names the document, and takes the focus when one arrives by a link. */
export function PageHeader({ title, description, actions, back, aside }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, key } = useLocation();
  const isFirst = key === "default";
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
  }, [pathname, isFirst]);
  return (
    <header className={classes.header}>
      <title>{`${title} · SkillTracker`}</title>
      {back && (
        <Anchor component={Link} to={back.to} className={classes.back}>
          <ChevronLeft size={14} aria-hidden /> {back.label}
        </Anchor>
      )}
      <div className={classes.row}>
        <div className={classes.words}>
          <Group gap="xs">
            <Title order={1} ref={heading} tabIndex={-1} className={classes.title}>
              {title}
            </Title>
            {aside}
          </Group>
          {description && (
            <Text component="div" c="dimmed" className={classes.description}>
              {description}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </div>
    </header>
  );
}
