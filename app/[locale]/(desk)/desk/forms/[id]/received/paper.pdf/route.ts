import { printedDoor } from "@/lib/signatures/paper/documents";

export const GET = printedDoor;
