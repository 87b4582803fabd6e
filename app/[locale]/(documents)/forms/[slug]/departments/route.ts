import { document } from "@/lib/core/document";
import { groupsDocument } from "@/lib/directory/forms/groups/documents";

export const GET = document(groupsDocument("departments"));
