import { document } from "@/lib/core/document";
import { candidateEmbed } from "@/lib/directory/embedding/documents";

export const GET = document(candidateEmbed);
