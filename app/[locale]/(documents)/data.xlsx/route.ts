import { download } from "@/lib/core/download";
import { xlsxDownload } from "@/lib/directory/data/documents";

export const GET = download(xlsxDownload);
