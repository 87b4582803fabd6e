import { download } from "@/lib/core/download";
import { clubDownload } from "@/lib/directory/elections/roll/documents";

export const GET = download(clubDownload);
