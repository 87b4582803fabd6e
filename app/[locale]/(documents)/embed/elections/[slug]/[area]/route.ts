import { document } from "@/lib/core/document";
import { constituencyEmbed } from "@/lib/directory/embedding/documents";

export const GET = document(constituencyEmbed);
