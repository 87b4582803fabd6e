import { download } from "@/lib/core/download";
import { csvDownload } from "@/lib/directory/data/documents";

export const GET = download(csvDownload);
