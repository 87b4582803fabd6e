import { mailDoor } from "@/lib/outreach/post/documents";

export const GET = mailDoor;
