import { download } from "@/lib/core/download";
import { pledgesDownload } from "@/lib/directory/forms/pledges/documents";

export const GET = download(pledgesDownload);
