import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { claimDocument, claimForm } from "@/lib/outreach/claims/documents";

export const GET = document(claimDocument);
export const POST = form(claimForm);
