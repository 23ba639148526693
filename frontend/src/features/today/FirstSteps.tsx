import { Button, Text, Title } from "@mantine/core";
import { CloudDownload, FlaskConical, type LucideIcon, PencilLine } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { FormAlert } from "@/components/FormAlert";
import { type ImportStart, useStartImport } from "@/lib/endpoints/startImport";
import { messageOf } from "@/lib/errors";

import classes from "./FirstSteps.module.css";

const SAMPLE: ImportStart = {
  platform: "sample",
  username: "demo",
  preview: false,
  details: false,
  bring_back: false,
};

/** What a new account sees: what this is for, and three ways to begin. */
export function FirstSteps() {
  const sample = useStartImport();
  return (
    <div>
      <Text c="dimmed" className={classes.intro}>
        This page will show your streak, a calendar of your year, what you solve and what you should look at
        again. There is nothing to show yet. Begin in one of three ways:
      </Text>
      <FormAlert message={sample.isError ? messageOf(sample.error) : null} />
      <div className={classes.steps}>
        <Step
          icon={CloudDownload}
          title="Import your history"
          text="What you solved on a platform. You see what will come before it does, and can take it back."
        >
          <Button component={Link} to="/import">
            Choose a platform
          </Button>
        </Step>
        <Step
          icon={PencilLine}
          title="Add a question"
          text="Anything you practise: a problem, a kata, a whiteboard exercise. Then log attempts at it."
        >
          <Button component={Link} to="/questions?new=1" variant="default">
            Add a question
          </Button>
        </Step>
        <Step
          icon={FlaskConical}
          title="Look around first"
          text="Sample data shows what a year of practice looks like. Undo it in one click when you have seen enough."
        >
          <Button variant="default" loading={sample.isPending} onClick={() => sample.mutate(SAMPLE)}>
            Import sample data
          </Button>
        </Step>
      </div>
    </div>
  );
}

interface StepProps {
  icon: LucideIcon;
  title: string;
  text: string;
  children: ReactNode;
}

function Step({ icon: Icon, title, text, children }: StepProps) {
  return (
    <section className={classes.step}>
      <span className={classes.icon}>
        <Icon size={20} strokeWidth={1.75} aria-hidden />
      </span>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" className={classes.text}>
        {text}
      </Text>
      {children}
    </section>
  );
}
