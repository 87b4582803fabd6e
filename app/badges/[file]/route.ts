import { badgeDoor } from "@/lib/signatures/badge/documents";

export const GET = badgeDoor;
