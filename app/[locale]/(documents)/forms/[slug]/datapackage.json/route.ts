import { download } from "@/lib/core/download";
import { packageDownload } from "@/lib/directory/data/documents";

export const GET = download(packageDownload);
