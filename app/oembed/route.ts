import { oembedDoor } from "@/lib/directory/embedding/oembed/documents";

export const GET = oembedDoor;
