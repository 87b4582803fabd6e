import { letterFrameDoor } from "@/lib/outreach/mailings/documents";

export const GET = letterFrameDoor;
