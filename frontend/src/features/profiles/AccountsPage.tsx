import { Button } from "@mantine/core";
import { Plus } from "lucide-react";

import { Loaded } from "@/components/Loaded";
import { PageHeader } from "@/components/PageHeader";
import { platformsQuery } from "@/lib/endpoints/platforms";
import { useProfiles } from "@/lib/endpoints/profiles";
import { useQuery } from "@tanstack/react-query";

import { Accounts } from "./Accounts";
import { LoadingAccounts } from "./LoadingAccounts";
import { useAdding } from "./useAdding";

const FRESH_MS = 60_000;

export default function AccountsPage() {
  const adding = useAdding();
  // What is wrong with a platform changes while one looks.
  const platforms = useQuery({ ...platformsQuery, staleTime: FRESH_MS });
  const profiles = useProfiles();
  return (
    <>
      <PageHeader
        title="Accounts"
        description="Where you practise. What is new on an account is fetched automatically; here is how each one stands."
        actions={
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={adding.open}>
            Add an account
          </Button>
        }
      />
      <Loaded query={platforms} skeleton={<LoadingAccounts />}>
        {(known) => (
          <Loaded query={profiles} skeleton={<LoadingAccounts />}>
            {({ results }) => <Accounts profiles={results} platforms={known} adding={adding} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
