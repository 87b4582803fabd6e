import { keepDoor } from "@/lib/signatures/answering/documents";

export const POST = keepDoor;
