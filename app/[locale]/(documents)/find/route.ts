import { document } from "@/lib/core/document";
import { departmentsDocument } from "@/lib/directory/finder/listing/documents";

export const GET = document(departmentsDocument);
