import { PageHeader } from "@/components/PageHeader";
import { useUser } from "@/lib/identity";

import { AppearanceSettings } from "./settings/AppearanceSettings";
import { GuestUpgrade } from "./settings/GuestUpgrade";
import { PasswordSettings } from "./settings/PasswordSettings";
import { ProfileSettings } from "./settings/ProfileSettings";
import { SessionSettings } from "./settings/SessionSettings";

export default function SettingsPage() {
  const user = useUser();
  if (!user) return null;
  return (
    <>
      <PageHeader
        title="Settings"
        description={user.is_guest ? "You are here as a guest." : `Signed in as ${user.username}.`}
      />
      {user.is_guest && <GuestUpgrade />}
      <ProfileSettings user={user} />
      {!user.is_guest && <PasswordSettings username={user.username} />}
      <AppearanceSettings />
      <SessionSettings isGuest={user.is_guest} />
    </>
  );
}
