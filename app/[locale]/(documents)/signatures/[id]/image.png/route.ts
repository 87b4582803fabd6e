import { download } from "@/lib/core/download";
import { imageFile } from "@/lib/signatures/sharing/documents";

export const GET = download(imageFile);
