import { oneDoor } from "@/lib/directory/api/documents";

export const GET = oneDoor;
