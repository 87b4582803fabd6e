import { download } from "@/lib/core/download";
import { outlinesDownload } from "@/lib/directory/outlines/documents";

export const GET = download(outlinesDownload);
