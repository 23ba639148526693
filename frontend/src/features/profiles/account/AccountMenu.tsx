import { ActionIcon, Menu } from "@mantine/core";
import {
  Ellipsis,
  History,
  KeyRound,
  type LucideIcon,
  Pause,
  Pencil,
  Play,
  Plug,
  RefreshCw,
  Trash2,
  Unplug,
} from "lucide-react";

import type { Offer, Task } from "./tasks";

const ICONS: Record<Task, LucideIcon> = {
  sync: RefreshCw,
  again: History,
  key: KeyRound,
  connect: Plug,
  disconnect: Unplug,
  rename: Pencil,
  pause: Pause,
  resume: Play,
  remove: Trash2,
};

interface Props {
  /** Whose it is: "bob on Codewars". */
  name: string;
  tasks: readonly Offer[];
  onTask: (task: Task) => void;
}

/** Everything else that can be done with an account. */
export function AccountMenu({ name, tasks, onTask }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={`More about ${name}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {tasks.map(({ task, label }) => {
          const Icon = ICONS[task];
          return (
            <Menu.Item key={task} leftSection={<Icon size={15} aria-hidden />} onClick={() => onTask(task)}>
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
