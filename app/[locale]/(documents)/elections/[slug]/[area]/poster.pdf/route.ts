import { download } from "@/lib/core/download";
import { posterFile } from "@/lib/directory/ballots/poster/documents";

export const GET = download(posterFile);
