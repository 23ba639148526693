import { Button, Container } from "@mantine/core";
import { TriangleAlert } from "lucide-react";

import { EmptyState } from "@/components/EmptyState";

/** A page that broke, or a part of it that could not be fetched because a newer version has been installed. */
export function ErrorPage() {
  return (
    <Container component="main" size="sm" py="xl">
      <title>Something went wrong · SkillTracker</title>
      <div role="alert">
        <EmptyState
          order={1}
          icon={TriangleAlert}
          title="This page could not be shown"
          action={<Button onClick={() => window.location.reload()}>Reload</Button>}
        >
          Nothing of yours is lost. Reloading helps where a newer version of SkillTracker has been installed
          meanwhile.
        </EmptyState>
      </div>
    </Container>
  );
}
