import { download } from "@/lib/core/download";
import { jsonDownload } from "@/lib/directory/data/documents";

export const GET = download(jsonDownload);
