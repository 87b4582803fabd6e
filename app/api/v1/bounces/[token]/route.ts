import { bouncesDoor } from "@/lib/outreach/bounces/documents";

export const POST = bouncesDoor;
