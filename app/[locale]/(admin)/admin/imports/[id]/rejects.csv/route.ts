import { rejectedRowsDoor } from "@/lib/importing/runs/documents";

export const GET = rejectedRowsDoor;
