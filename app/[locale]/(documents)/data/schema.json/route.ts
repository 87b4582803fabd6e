import { download } from "@/lib/core/download";
import { schemaDownload } from "@/lib/directory/data/documents";

export const GET = download(schemaDownload);
