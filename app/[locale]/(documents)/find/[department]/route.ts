import { document } from "@/lib/core/document";
import { departmentDocument } from "@/lib/directory/finder/listing/documents";

export const GET = document(departmentDocument);
