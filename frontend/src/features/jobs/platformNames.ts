import type { Job } from "@/lib/endpoints/jobs";
import { usePlatforms } from "@/lib/endpoints/platforms";

/** What a job's platform calls itself; its short name until that is known. */
export function usePlatformNames(): (job: Pick<Job, "platform">) => string {
  const platforms = usePlatforms().data ?? [];
  return ({ platform }) => platforms.find((one) => one.slug === platform)?.name ?? platform;
}
