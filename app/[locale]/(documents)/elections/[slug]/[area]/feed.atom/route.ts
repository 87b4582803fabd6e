import { download } from "@/lib/core/download";
import { ballotFeed } from "@/lib/directory/changes/feeds/documents";

export const GET = download(ballotFeed.atom);
