import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { pdfOf } from "@/lib/core/pdf/sheet";
import type { PlacardMark } from "@/lib/core/pdf/styles";
import { formatDate } from "@/lib/core/time";
import type { PublicStatus } from "@/lib/signatures/rules";
import { areaTitle, ballotPath, fullName } from "../../rules";
import type { ConstituencyView } from "../documents";
import { formCounts, isStanding, type ShownTicket, standingOn } from "../rules";
import { answerText } from "../ui/answer";

export type PosterSize = "A4" | "A6";

const BOX: Partial<Record<PublicStatus, PlacardMark>> = { signed: "full", partly: "half", declined: "no" };

/** What is known and dated on the sheet: the latest answer, else the day when the form was published. */
function knownAt({ tickets, chosen }: ConstituencyView): Date {
  const times = tickets.flatMap((ticket) => {
    const { signature, decline } = standingOn(ticket, chosen?.id ?? "");
    const later = signature?.events.map(({ at }) => at.getTime()) ?? [];
    return [signature?.signedAt.getTime() ?? 0, decline?.at.getTime() ?? 0, ...later];
  });
  return new Date(Math.max(chosen?.publishedAt.getTime() ?? 0, ...times));
}

function wordsOf(ticket: ShownTicket, formId: string, t: Frame["t"]): string {
  const { status, count } = standingOn(ticket, formId);
  const said = t(`components.status.${status}`);
  return count && (status === "signed" || status === "partly")
    ? `${said}, ${t("components.status.count", { yes: count.yes, total: count.total })}`
    : said;
}

/** One page: the answer, every candidacy with its status in the neutral order, and a code; the same facts give the same bytes. */
export function posterPdf(
  view: ConstituencyView,
  { locale, origin, t, isDemo }: Pick<Frame, "locale" | "origin" | "t" | "isDemo">,
  size: PosterSize,
): Promise<Uint8Array<ArrayBuffer>> {
  const { ballot, election, chosen, order } = view;
  const tickets = view.tickets.filter(isStanding);
  const [form] = chosen ? formCounts([chosen], tickets) : [];
  const address = `${origin}/${locale}${ballotPath(election.slug, ballot.area.code)}`;
  const area = areaTitle(ballot.area, locale);
  const madeAt = knownAt(view);
  const isCard = size === "A6";
  const title = chosen ? localized(chosen.title, locale).text : "";
  const day = t("directory.poster.as-of", { date: formatDate(madeAt, locale) });
  const facts = {
    title: `${area}. ${title}`,
    locale,
    author: chosen?.authors.map(({ name }) => name).join(", ") ?? "",
    madeAt,
    foot: () =>
      `${isDemo ? `${t("components.shell.demo")} ` : ""}${day} ${t(`directory.order.${order}`)}. ${new URL(origin).host}`,
    ...(isCard ? { size: "A6" as const } : {}),
  };
  const scale = (isCard ? 0.62 : 1.35) * Math.min(1, 12 / Math.max(1, tickets.length));
  return pdfOf(facts, (sheet) => {
    sheet.code(address, t("directory.poster.code", { address }), isCard ? 62 : 118);
    sheet.paragraph(area, isCard ? "small" : "lead");
    sheet.paragraph(answerText(t, form ?? null, tickets.length), isCard ? "card" : "placard");
    sheet.paragraph(title, isCard ? "small" : "lead");
    sheet.paragraph(t("directory.poster.scan"), isCard ? "small" : "body");
    sheet.rule();
    for (const [at, ticket] of tickets.entries()) {
      const status = standingOn(ticket, chosen?.id ?? "").status;
      const name = `${ticket.panelNumber ?? at + 1}. ${fullName(ticket.person)}`;
      sheet.marked(BOX[status] ?? "empty", name, wordsOf(ticket, chosen?.id ?? "", t), scale);
    }
  });
}
