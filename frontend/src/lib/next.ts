/** Where to go after signing in: a path of this app and of no other site; Today where there is none. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith("/")) return "/today";
  const target = new URL(next, window.location.origin);
  return target.origin === window.location.origin ? target.pathname + target.search + target.hash : "/today";
}
