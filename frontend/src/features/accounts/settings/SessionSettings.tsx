import { Badge, Button, Group, Text } from "@mantine/core";
import { Monitor, Smartphone } from "lucide-react";

import { Loaded } from "@/components/Loaded";
import { LoadingRows } from "@/components/Loading";
import { useDates } from "@/lib/dates";
import { notifyDone, notifyFailed } from "@/lib/notify";

import { useEndOtherSessions, useSignOutEverywhere } from "../api/endOtherSessions";
import { useEndSession } from "../api/endSession";
import { type Session, useSessions } from "../api/sessions";
import { describeBrowser } from "./describeBrowser";
import { Section } from "./Section";
import classes from "./Section.module.css";

export function SessionSettings({ isGuest }: { isGuest: boolean }) {
  const sessions = useSessions();
  return (
    <Section
      title="Where you are signed in"
      description="End what you do not know, and change your password."
    >
      <Loaded query={sessions} skeleton={<LoadingRows rows={2} />}>
        {({ results }) => (
          <>
            <ul className={classes.rows}>
              {results.map((session) => (
                <SessionRow key={session.id} session={session} />
              ))}
            </ul>
            <EndAll hasOthers={results.length > 1} isGuest={isGuest} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const dates = useDates();
  const end = useEndSession();
  const { name, isPhone } = describeBrowser(session.user_agent);
  const Icon = isPhone ? Smartphone : Monitor;
  const stop = () => end.mutate(session.id, { onError: (error) => notifyFailed(error) });
  return (
    <li>
      <Icon size={18} strokeWidth={1.7} aria-hidden />
      <div className={classes.grow}>
        <Text title={session.user_agent}>{name}</Text>
        <Text size="sm" c="dimmed">
          Signed in {dates.ago(session.created_at)}
          {session.last_used_at && !session.current ? `, last used ${dates.ago(session.last_used_at)}` : ""}
        </Text>
      </div>
      {session.current ? (
        <Badge variant="light" tt="none" fw={550}>
          This browser
        </Badge>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          loading={end.isPending}
          aria-label={`End ${name}`}
          onClick={stop}
        >
          End
        </Button>
      )}
    </li>
  );
}

function EndAll({ hasOthers, isGuest }: { hasOthers: boolean; isGuest: boolean }) {
  const others = useEndOtherSessions();
  const everywhere = useSignOutEverywhere();
  const endOthers = () =>
    others.mutate(undefined, {
      onSuccess: () => notifyDone("You are signed in here alone."),
      onError: (error) => notifyFailed(error),
    });
  return (
    <Group mt="md" gap="xs">
      {hasOthers && (
        <Button variant="default" loading={others.isPending} onClick={endOthers}>
          End all others
        </Button>
      )}
      {!isGuest && (
        <Button
          variant="default"
          loading={everywhere.isPending}
          onClick={() => everywhere.mutate(undefined, { onError: (error) => notifyFailed(error) })}
        >
          Sign out everywhere
        </Button>
      )}
    </Group>
  );
}
