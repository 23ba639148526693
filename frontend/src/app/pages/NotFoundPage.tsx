import { Button, Container } from "@mantine/core";
import { Compass } from "lucide-react";
import { Link } from "react-router";

import { EmptyState } from "@/components/EmptyState";

export function NotFoundPage() {
  return (
    <Container component="main" size="sm" py="xl">
      <title>Not found · SkillTracker</title>
      <EmptyState
        order={1}
        icon={Compass}
        title="There is no such page"
        action={
          <Button component={Link} to="/today">
            Go to Today
          </Button>
        }
      >
        The address may be mistyped, or what was here has been deleted.
      </EmptyState>
    </Container>
  );
}
