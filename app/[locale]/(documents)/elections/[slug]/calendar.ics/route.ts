import { download } from "@/lib/core/download";
import { calendarDownload } from "@/lib/directory/elections/calendar/documents";

export const GET = download(calendarDownload);
