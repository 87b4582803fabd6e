import { document } from "@/lib/core/document";
import { organizationDocument } from "@/lib/directory/organizations/documents";

export const GET = document(organizationDocument);
