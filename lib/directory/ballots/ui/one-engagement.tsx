import { EngagementItem } from "@/components/engagement";
import { Prose } from "@/components/prose";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import type { Engagement } from "@/lib/forms/schema";
import { candidacyPath, fullName } from "../../rules";
import type { ConstituencyView } from "../documents";
import { answersOn, isStanding } from "../rules";
import { Given } from "./comparison";

type Props = ViewProps<ConstituencyView> & { readonly engagement: Engagement };

/** One engagement in its exact words, and what every candidate of the ballot answered to them. */
export function OneEngagement({ view, frame, engagement }: Props) {
  const { locale } = frame;
  const { matrix, chosen } = view;
  if (!matrix || !chosen) return null;
  const tickets = view.tickets.filter(isStanding);
  const answerOf = answersOn(chosen.id, tickets, matrix.answers);
  const title = localized(engagement.title, locale);
  const words = localized(engagement.text, locale);
  return (
    <>
      <EngagementItem
        number={engagement.position}
        title={title.text}
        words={<Prose html={markdownToHtml(words.text)} isEngagement />}
        lang={words.lang}
      />
      <ol className="rows">
        {tickets.map((ticket, index) => (
          <li key={ticket.publicId} className="act-row">
            <span>
              <span className="num">{ticket.panelNumber ?? index + 1}</span>{" "}
              <a href={`/${locale}${candidacyPath(ticket.publicId, ticket.person)}`}>
                {fullName(ticket.person)}
              </a>
            </span>
            <div className="act">
              <Given
                answer={answerOf(ticket.id, engagement.lineageId)}
                by={fullName(ticket.person)}
                frame={frame}
              />
            </div>
          </li>
        ))}
      </ol>
      <Others view={view} frame={frame} engagement={engagement} />
    </>
  );
}

function Others({ view, frame: { t }, engagement }: Props) {
  const { matrix, chosen, forms } = view;
  const also = chosen && forms[0]?.id !== chosen.id ? `form=${chosen.slug}&` : "";
  const last = matrix?.version.themes.flatMap(({ engagements }) => engagements).length ?? 0;
  const { position } = engagement;
  const links = [
    ...(position > 1 ? [{ to: position - 1, key: "previous" }] : []),
    ...(position < last ? [{ to: position + 1, key: "next" }] : []),
  ];
  return (
    <p className="key-line small">
      {links.map(({ to, key }) => (
        <a key={key} href={`?${also}engagement=${to}#m`}>
          {t(`directory.compare.${key}`, { position: to })}
        </a>
      ))}
    </p>
  );
}
