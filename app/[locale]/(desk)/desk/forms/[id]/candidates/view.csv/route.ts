import { candidatesCsvDoor } from "@/lib/outreach/candidates/documents";

export const GET = candidatesCsvDoor;
