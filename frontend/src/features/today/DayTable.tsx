import { Anchor, Table } from "@mantine/core";
import { Link } from "react-router";

import { ScrollFrame } from "@/components/ScrollFrame";
import { formatDay } from "@/lib/dates";
import type { Day } from "@/lib/endpoints/statistics";
import { formatMinutes, formatNumber } from "@/lib/numbers";

import classes from "./Heatmap.module.css";
import { activityOf, timeOf } from "./heatmap";

/** What the calendar shows, for those who cannot see it and for those who want the numbers. */
export default function DayTable({ days }: { days: readonly Day[] }) {
  return (
    <ScrollFrame className={classes.tableFrame} label="Days with practice">
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Day</Table.Th>
            <Table.Th ta="right">Attempts</Table.Th>
            <Table.Th ta="right">Solved</Table.Th>
            <Table.Th ta="right">Practice</Table.Th>
            <Table.Th ta="right">Estimated</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.toReversed().map((day) => (
            <DayRow key={day.date} day={day} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollFrame>
  );
}

function DayRow({ day }: { day: Day }) {
  const { reported, estimated } = timeOf(day);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={activityOf(day)} size="sm">
          {formatDay(day.date)}
        </Anchor>
      </Table.Td>
      <Table.Td ta="right">{formatNumber(day.attempts)}</Table.Td>
      <Table.Td ta="right">{formatNumber(day.solved)}</Table.Td>
      <Table.Td ta="right">{minutes(reported + estimated)}</Table.Td>
      <Table.Td ta="right">{minutes(estimated)}</Table.Td>
    </Table.Tr>
  );
}

function minutes(number: number): string {
  return number ? formatMinutes(number) : "–";
}
