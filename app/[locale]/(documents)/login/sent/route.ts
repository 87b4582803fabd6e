import { document } from "@/lib/core/document";
import { sentDocument } from "@/lib/organizations/login/documents";

export const GET = document(sentDocument);
