import { document } from "@/lib/core/document";
import { formEmbed } from "@/lib/directory/embedding/documents";

export const GET = document(formEmbed);
