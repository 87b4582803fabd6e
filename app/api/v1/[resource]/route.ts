import { listDoor } from "@/lib/directory/api/documents";

export const GET = listDoor;
