import { Button, Text, Title } from "@mantine/core";
import { CloudOff, TriangleAlert } from "lucide-react";

import { ServerAway, messageOf } from "@/lib/errors";

import classes from "./EmptyState.module.css";

interface Props {
  error: unknown;
  onRetry?: () => void;
  title?: string;
}

/** A part of the page that could not be loaded: what happened, and what to do. */
export function ErrorState({ error, onRetry, title = "This could not be loaded" }: Props) {
  const Icon = error instanceof ServerAway ? CloudOff : TriangleAlert;
  return (
    <div className={classes.empty} role="alert">
      <span className={classes.icon} data-failed>
        <Icon size={22} strokeWidth={1.75} aria-hidden />
      </span>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" className={classes.text}>
        {messageOf(error)}
      </Text>
      {onRetry && (
        <Button className={classes.action} variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
