import { Anchor, Loader, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";

import { FormAlert } from "@/components/FormAlert";
import { Delayed } from "@/components/Loading";
import { PageHeader } from "@/components/PageHeader";
import { messageOf } from "@/lib/errors";
import { sentence } from "@/lib/jobWords";
import { notifyDone } from "@/lib/notify";

import classes from "./Accounts.module.css";
import { type ConnectFinish, useFinishConnect } from "./api/finishConnect";

/** Where a platform sends people back to, with a code or with a refusal. */
export default function ConnectPage() {
  const [params] = useSearchParams();
  const told = readAnswer(params);
  return (
    <>
      <PageHeader title="Connect an account" back={{ to: "/accounts", label: "Accounts" }} />
      {told ? <Finishing told={told} /> : <NothingTold />}
    </>
  );
}

function readAnswer(params: URLSearchParams): ConnectFinish | null {
  const [state, code, error] = ["state", "code", "error"].map((name) => params.get(name));
  if (!state || !(code || error)) return null;
  return code ? { state, code } : { state, error: error ?? "" };
}

/** What was told is good once, so it is sent once, and leaves the address with the page. */
function Finishing({ told }: { told: ConnectFinish }) {
  const navigate = useNavigate();
  const { mutateAsync } = useFinishConnect();
  const [error, setError] = useState<Error | null>(null);
  const isSent = useRef(false);
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    mutateAsync(told).then((profile) => {
      notifyDone(`${profile.username} is connected`);
      void navigate(`/accounts?added=${profile.id}`, { replace: true });
    }, setError);
  }, [told, mutateAsync, navigate]);
  if (error) {
    return (
      <>
        <FormAlert message={sentence(messageOf(error))} />
        <Back />
      </>
    );
  }
  return (
    <Delayed>
      <div className={classes.waiting} role="status">
        <Loader size="sm" aria-hidden />
        <Text>Finishing the connection…</Text>
      </div>
    </Delayed>
  );
}

function NothingTold() {
  return (
    <>
      <Text>
        A platform sends you here when you connect an account. Nothing came along this time: begin again from
        your accounts.
      </Text>
      <Back />
    </>
  );
}

function Back() {
  return (
    <Anchor component={Link} to="/accounts" underline="always">
      Back to your accounts
    </Anchor>
  );
}
