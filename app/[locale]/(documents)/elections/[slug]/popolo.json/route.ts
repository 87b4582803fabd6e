import { download } from "@/lib/core/download";
import { popoloDownload } from "@/lib/directory/elections/roll/documents";

export const GET = download(popoloDownload);
