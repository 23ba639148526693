import {
  Activity,
  AtSign,
  CircleAlert,
  CloudDownload,
  History,
  ListChecks,
  type LucideIcon,
  Settings,
  Sun,
  Tags,
} from "lucide-react";

export interface Place {
  to: string;
  label: string;
  icon: LucideIcon;
  /** Stands in the bar of a phone; the others are behind More. */
  onPhone?: boolean;
}

export const JOURNAL: readonly Place[] = [
  { to: "/today", label: "Today", icon: Sun, onPhone: true },
  { to: "/questions", label: "Questions", icon: ListChecks, onPhone: true },
  { to: "/activity", label: "Activity", icon: Activity, onPhone: true },
  { to: "/tags", label: "Tags", icon: Tags },
];

export const IMPORTS: readonly Place[] = [
  { to: "/import", label: "Import", icon: CloudDownload, onPhone: true },
  { to: "/accounts", label: "Accounts", icon: AtSign },
  { to: "/jobs", label: "History", icon: History },
  { to: "/issues", label: "Issues", icon: CircleAlert },
];

export const SETTINGS: Place = { to: "/settings", label: "Settings", icon: Settings };

export const PLACES: readonly Place[] = [...JOURNAL, ...IMPORTS, SETTINGS];
