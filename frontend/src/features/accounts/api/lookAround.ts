/* POST /api/accounts/guest/, and POST /api/import/sample/ so that there is something to look at. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { api, read } from "@/lib/api";
import { enter } from "@/lib/auth";
import { browserZone } from "@/lib/dates";
import { hasCode } from "@/lib/errors";
import { type Identity, getIdentity } from "@/lib/identity";
import { notifyFailed } from "@/lib/notify";

export type Step = "account" | "data";

/** The guest is signed in before the data is there; a sample that fails leaves an account that is empty, not none. */
async function lookAround(onStep: (step: Step) => void): Promise<Identity> {
  onStep("account");
  const identity = await becomeGuest();
  onStep("data");
  const body = { username: identity.user?.username ?? "guest" };
  await api
    .POST("/api/import/{platform}/", { params: { path: { platform: "sample" } }, body })
    .catch((error: unknown) => notifyFailed(error, "The sample data could not be imported"));
  return identity;
}

/** Whoever signed in meanwhile in another tab stays who they are. */
async function becomeGuest(): Promise<Identity> {
  try {
    return await read(api.POST("/api/accounts/guest/", { body: { time_zone: browserZone() } }));
  } catch (error) {
    if (hasCode(error, "signed_in")) return getIdentity();
    throw error;
  }
}

export function useLookAround() {
  const client = useQueryClient();
  const [step, setStep] = useState<Step>("account");
  const mutation = useMutation({
    mutationFn: () => lookAround(setStep),
    meta: { touches: [] },
    onSuccess: (identity) => enter(client, identity),
  });
  return { ...mutation, step };
}
