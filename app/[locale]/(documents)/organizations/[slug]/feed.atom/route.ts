import { download } from "@/lib/core/download";
import { organizationFeed } from "@/lib/directory/changes/feeds/documents";

export const GET = download(organizationFeed.atom);
