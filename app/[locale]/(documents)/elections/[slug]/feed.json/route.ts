import { download } from "@/lib/core/download";
import { electionFeed } from "@/lib/directory/changes/feeds/documents";

export const GET = download(electionFeed.json);
