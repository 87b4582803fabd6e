import { download } from "@/lib/core/download";
import { formFeed } from "@/lib/directory/changes/feeds/documents";

export const GET = download(formFeed.json);
