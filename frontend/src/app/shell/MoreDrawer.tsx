import { Drawer } from "@mantine/core";
import { LogOut, Search } from "lucide-react";
import { NavLink } from "react-router";

import { PLACES } from "./navigation";
import classes from "./Shell.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
  onSearch: () => void;
  onSignOut: () => void;
}

export default function MoreDrawer({ opened, onClose, onSearch, onSignOut }: Props) {
  const instead = (action: () => void) => () => {
    onClose();
    action();
  };
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      radius="lg"
      classNames={{ content: classes.sheet }}
      title="More"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <ul className={classes.places} data-large>
        {PLACES.filter((place) => !place.onPhone).map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <NavLink to={to} className={classes.place} onClick={onClose}>
              <Icon size={18} aria-hidden /> {label}
            </NavLink>
          </li>
        ))}
        <li>
          <button type="button" className={classes.place} onClick={instead(onSearch)}>
            <Search size={18} aria-hidden /> Search and commands
          </button>
        </li>
        <li>
          <button type="button" className={classes.place} onClick={instead(onSignOut)}>
            <LogOut size={18} aria-hidden /> Sign out
          </button>
        </li>
      </ul>
    </Drawer>
  );
}
