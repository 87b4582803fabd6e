import { document } from "@/lib/core/document";
import { organizationDocument } from "@/lib/directory/forms/documents";

export const GET = document(organizationDocument);
