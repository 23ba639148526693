import { Anchor, Button, Text, Title } from "@mantine/core";
import { CloudDownload, type LucideIcon, PenLine, ShieldCheck } from "lucide-react";
import { Link } from "react-router";

import { Logo } from "@/components/Logo";

import { LookAround } from "./LookAround";
import { WelcomePicture } from "./WelcomePicture";
import classes from "./WelcomePage.module.css";

const PROMISES: readonly { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: CloudDownload,
    title: "Imports you can trust",
    text: "Preview them, watch them, take them back. A second import never doubles anything.",
  },
  {
    icon: PenLine,
    title: "Your edits win",
    text: "What you wrote, renamed or deleted stays that way, whatever a platform says later.",
  },
  {
    icon: ShieldCheck,
    title: "Yours to keep",
    text: "It runs on your own machine or server, and everything has an open API.",
  },
];

export default function WelcomePage() {
  return (
    <div className={classes.page}>
      <title>SkillTracker: your whole coding practice in one place you own</title>
      <header className={classes.top}>
        <span className={classes.brand}>
          <Logo size={28} /> SkillTracker
        </span>
        <Button component={Link} to="/sign-in" variant="subtle">
          Sign in
        </Button>
      </header>
      <main className={classes.main}>
        <Hero />
        <Promises />
      </main>
      <Footer />
    </div>
  );
}

function Hero() {
  return (
    <section className={classes.hero}>
      <div>
        <Title order={1} className={classes.headline}>
          Your whole coding practice, in one place you own
        </Title>
        <Text className={classes.lead}>
          SkillTracker gathers what you solved on coding platforms, keeps your own journal beside it, and
          shows what to come back to next.
        </Text>
        <div className={classes.doors}>
          <LookAround />
          <Button component={Link} to="/register" variant="default" size="md">
            Create an account
          </Button>
        </div>
        <Text size="sm" c="dimmed">
          Looking around needs no account; you can keep what you make there.
        </Text>
      </div>
      <WelcomePicture />
    </section>
  );
}

function Promises() {
  return (
    <section aria-label="What it promises">
      <ul className={classes.promises}>
        {PROMISES.map(({ icon: Icon, title, text }) => (
          <li key={title}>
            <Icon size={20} strokeWidth={1.8} className={classes.promiseIcon} aria-hidden />
            <Title order={2}>{title}</Title>
            <Text c="dimmed">{text}</Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Footer() {
  const docs = docsAddress();
  return (
    <footer className={classes.footer}>
      <Text size="sm" c="dimmed">
        SkillTracker, open source under the MIT licence
      </Text>
      {docs && (
        <Anchor href={docs} size="sm">
          API documentation
        </Anchor>
      )}
    </footer>
  );
}

/** Django writes it into the page where everybody may read the documentation. */
function docsAddress(): string {
  const told = document.querySelector<HTMLMetaElement>("meta[name=api-docs]")?.content ?? "";
  return told.startsWith("/") ? told : "";
}
