import { logDoor } from "@/lib/proof/documents";

export const dynamic = "force-dynamic";
export const GET = logDoor;
