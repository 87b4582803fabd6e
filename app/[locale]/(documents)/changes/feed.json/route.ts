import { download } from "@/lib/core/download";
import { siteFeed } from "@/lib/directory/changes/feeds/documents";

export const GET = download(siteFeed.json);
