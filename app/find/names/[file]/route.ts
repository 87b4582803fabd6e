import { indexDoor } from "@/lib/directory/finder/listing/documents";

export const GET = indexDoor;
