import { document } from "@/lib/core/document";
import { placeDocument } from "@/lib/directory/places/documents";

export const GET = document(placeDocument);
