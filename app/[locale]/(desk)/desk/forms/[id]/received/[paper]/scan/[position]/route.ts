import { scanDoor } from "@/lib/signatures/paper/documents";

export const GET = scanDoor;
