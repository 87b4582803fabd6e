import { download } from "@/lib/core/download";
import { signatoriesDownload } from "@/lib/directory/forms/documents";

export const GET = download(signatoriesDownload);
