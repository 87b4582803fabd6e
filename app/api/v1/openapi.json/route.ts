import { openApiDoor } from "@/lib/directory/api/documents";

export const GET = openApiDoor;
