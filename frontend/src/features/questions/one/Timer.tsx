import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { Pause, Play, RotateCcw, Square } from "lucide-react";

import { elapsedOf, formatElapsed, pause, reset, start, useStopwatch } from "../timer";
import classes from "./Timer.module.css";

/** A stopwatch for the attempt that is under way; Stop opens the form with the minutes in it. */
export function Timer({ questionId, onStop }: { questionId: number; onStop: () => void }) {
  const watch = useStopwatch(questionId);
  const elapsed = elapsedOf(watch);
  const isRunning = watch.startedAt !== null;
  if (!elapsed && !isRunning) {
    return (
      <Button
        variant="default"
        leftSection={<Play size={15} aria-hidden />}
        onClick={() => start(questionId)}
      >
        Start the timer
      </Button>
    );
  }
  const stop = () => {
    pause(questionId);
    onStop();
  };
  return (
    <Group gap={4} className={classes.timer} role="group" aria-label="Timer">
      <Text component="span" role="timer" className={classes.time} data-running={isRunning || undefined}>
        {formatElapsed(elapsed)}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={isRunning ? "Pause the timer" : "Go on with the timer"}
        onClick={() => (isRunning ? pause(questionId) : start(questionId))}
      >
        {isRunning ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Stop the timer and log the attempt"
        onClick={stop}
      >
        <Square size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Set the timer to zero"
        onClick={() => reset(questionId)}
      >
        <RotateCcw size={15} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
