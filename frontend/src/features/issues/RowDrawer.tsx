import { Anchor, Drawer, Text } from "@mantine/core";
import { Link } from "react-router";

import { type Dates, formatDay, useDates } from "@/lib/dates";
import { sentence } from "@/lib/jobWords";
import { fromWall } from "@/lib/wallTime";

import type { Issue } from "./api/issues";
import classes from "./Issues.module.css";
import { RowForm } from "./RowForm";
import { type FieldValue, type Kind, fieldsOf, formFields } from "./rowForm";
import { kindOf, resolutionOf, rowName } from "./words";

interface Props {
  issue: Issue | null;
  onClose: () => void;
  /** Saved or left out. */
  onSettled: (issue: Issue) => void;
}

/** One row beside the list: what is wrong with it, its values, and what the source really sent. */
export function RowDrawer({ issue, onClose, onSettled }: Props) {
  return (
    <Drawer
      opened={issue !== null}
      onClose={onClose}
      position="right"
      size="30rem"
      title={issue ? rowName(issue) : ""}
      overlayProps={{ backgroundOpacity: 0.15 }}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.drawerTitle }}
    >
      {issue && (
        <div key={issue.id}>
          <About issue={issue} />
          {issue.row.state === "waiting" ? (
            <RowForm issue={issue} onSettled={onSettled} />
          ) : (
            <Settled issue={issue} />
          )}
          <Raw raw={issue.row.raw} />
        </div>
      )}
    </Drawer>
  );
}

function About({ issue }: { issue: Issue }) {
  return (
    <Text c="dimmed" size="sm" mb="md">
      {kindOf(issue.code)}, row {issue.row.number} of{" "}
      <Anchor component={Link} to={`/jobs/${issue.job}`} size="sm" underline="always">
        import {issue.job}
      </Anchor>
    </Text>
  );
}

function Settled({ issue }: { issue: Issue }) {
  const dates = useDates();
  const told = factsOf(issue, dates);
  return (
    <>
      <Text>
        {sentence(issue.detail)} {resolutionOf(issue)}
        {issue.resolved_at && ` ${dates.ago(issue.resolved_at)}`}.
      </Text>
      <dl className={classes.facts}>
        {told.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Its values with their names, but for those that are missing. */
function factsOf(issue: Issue, dates: Dates): [string, string][] {
  const { values } = fieldsOf(issue, dates.zone);
  return formFields(issue)
    .map(({ name, kind, label }): [string, string] => [label, shown(values[name] ?? "", kind, dates)])
    .filter(([, value]) => value);
}

function shown(value: FieldValue, kind: Kind, dates: Dates): string {
  if (Array.isArray(value)) return value.join(", ");
  const text = String(value);
  if (!text) return "";
  if (kind === "moment") return dates.dateTime(fromWall(text, dates.zone));
  return kind === "day" ? formatDay(text) : text;
}

function Raw({ raw }: { raw: unknown }) {
  if (raw === null || raw === undefined) return null;
  return (
    <details className={classes.raw}>
      <summary>What was sent</summary>
      {/* Long lines scroll, so the keyboard must get here. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} aria-label="What was sent">
        {JSON.stringify(raw, null, 2)}
      </pre>
    </details>
  );
}
