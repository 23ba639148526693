export const browser = {
  /** Loads a page anew, so that nothing of this one is left in memory. */
  goTo(path: string): void {
    window.location.assign(path);
  },
};
