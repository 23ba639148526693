import { Anchor, Table } from "@mantine/core";
import { Link } from "react-router";

import { formatDay } from "@/lib/dates";
import { formatMinutes, formatNumber } from "@/lib/numbers";

import type { Day } from "./api/statistics";
import classes from "./Heatmap.module.css";
import { activityOf } from "./heatmap";

/** What the calendar shows, for those who cannot see it and for those who want the numbers. */
export default function DayTable({ days }: { days: readonly Day[] }) {
  return (
    <section className={classes.tableFrame} aria-label="Days with attempts">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Day</Table.Th>
            <Table.Th ta="right">Attempts</Table.Th>
            <Table.Th ta="right">Solved</Table.Th>
            <Table.Th ta="right">Time</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.toReversed().map((day) => (
            <DayRow key={day.date} day={day} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function DayRow({ day }: { day: Day }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={activityOf(day.date)} size="sm">
          {formatDay(day.date)}
        </Anchor>
      </Table.Td>
      <Table.Td ta="right">{formatNumber(day.attempts)}</Table.Td>
      <Table.Td ta="right">{formatNumber(day.solved)}</Table.Td>
      <Table.Td ta="right">{day.minutes ? formatMinutes(day.minutes) : "–"}</Table.Td>
    </Table.Tr>
  );
}
