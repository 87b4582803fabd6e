import { snapshotDoor } from "@/lib/signatures/paper/documents";

export const GET = snapshotDoor;
