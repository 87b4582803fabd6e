import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { setupDocument, setupForm } from "@/lib/organizations/setup/documents";

export const GET = document(setupDocument);
export const POST = form(setupForm);
