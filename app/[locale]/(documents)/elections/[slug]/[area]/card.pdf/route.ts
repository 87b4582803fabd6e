import { download } from "@/lib/core/download";
import { cardFile } from "@/lib/directory/ballots/poster/documents";

export const GET = download(cardFile);
