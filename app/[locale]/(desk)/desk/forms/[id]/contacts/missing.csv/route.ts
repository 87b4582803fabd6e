import { missingContactsDoor } from "@/lib/outreach/contacts/documents";

export const GET = missingContactsDoor;
