import { oneClickStopDoor, stopPageDoor } from "@/lib/outreach/stop/documents";

export const GET = stopPageDoor;
export const POST = oneClickStopDoor;
