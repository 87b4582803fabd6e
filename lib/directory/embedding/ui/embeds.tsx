import { EmbedShell, OUT } from "@/components/embed-shell";
import { ProgressBar } from "@/components/progress-bar";
import { StatusWord } from "@/components/status-word";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatNumber } from "@/lib/core/time";
import { formCounts, isStanding, standingOn } from "../../ballots/rules";
import { answerText } from "../../ballots/ui/answer";
import { areaTitle, ballotPath, candidacyPath, capital, fullName } from "../../rules";
import { lastFactOf } from "../../standing/rules";
import { AreaName } from "../../ui/area-name";
import { authorText } from "../../ui/author-names";
import { legendOf } from "../../ui/legend";
import { updatedWords } from "../../ui/standing-words";
import type { CandidateEmbed, ConstituencyEmbed, FormEmbed } from "../documents";

/** How many signed a form. */
export function FormEmbedPage({ view, frame }: ViewProps<FormEmbed>) {
  const { t, locale, origin } = frame;
  const { form, counts, candidacies, updatedAt, theme } = view;
  const title = localized(form.title, locale);
  const signed = counts.signed + counts.partly;
  return (
    <EmbedShell
      frame={frame}
      title={title.text}
      page={`${origin}/${locale}/forms/${form.slug}`}
      theme={theme}
      updated={updatedAt && capital(updatedWords(updatedAt, { t, locale, timeZone: form.timeZone }))}
    >
      <p className="small">{authorText(t, form.authors)}</p>
      <h1 lang={title.lang}>{title.text}</h1>
      <p>
        {formatNumber(signed, locale)}{" "}
        {t("directory.home.signed", { count: signed, total: formatNumber(candidacies, locale) })}
      </p>
      {candidacies > 0 && <ProgressBar t={t} id="p" counts={counts} legend={legendOf(t, locale, counts)} />}
    </EmbedShell>
  );
}

/** Every candidate of a constituency with her answer to its first form, in the neutral order. */
export function ConstituencyEmbedPage({ view, frame }: ViewProps<ConstituencyEmbed>) {
  const { t, locale, origin } = frame;
  const { ballot, election, tickets, chosen, forms, theme } = view;
  const standing = tickets.filter(isStanding);
  const count = formCounts(forms, tickets).find(({ form }) => form.id === chosen?.id) ?? null;
  const last = chosen && lastFactOf(standing.map((ticket) => standingOn(ticket, chosen.id)));
  const name = areaTitle(ballot.area, locale);
  return (
    <EmbedShell
      frame={frame}
      title={name}
      page={`${origin}/${locale}${ballotPath(election.slug, ballot.area.code)}`}
      theme={theme}
      updated={last && capital(updatedWords(last, { t, locale, timeZone: chosen.timeZone }))}
    >
      <p className="small">
        <AreaName area={ballot.area} locale={locale} />
        {chosen && `, ${localized(chosen.title, locale).text}`}
      </p>
      <h1>{answerText(t, count, standing.length)}</h1>
      <ul className="entries">
        {standing.map((ticket) => {
          const known = chosen && standingOn(ticket, chosen.id);
          return (
            <li key={ticket.publicId}>
              <a href={`${origin}/${locale}${candidacyPath(ticket.publicId, ticket.person)}`} {...OUT}>
                {fullName(ticket.person)}
              </a>
              {known && (
                <StatusWord
                  t={t}
                  mark={known.status}
                  size={16}
                  {...(known.count ? { count: known.count } : {})}
                />
              )}
            </li>
          );
        })}
      </ul>
    </EmbedShell>
  );
}

/** What one candidate said to each form that asks her. */
export function CandidateEmbedPage({ view, frame }: ViewProps<CandidateEmbed>) {
  const { t, locale, origin } = frame;
  const { ticket, contest, forms, theme } = view;
  const name = fullName(ticket.person);
  const last = lastFactOf(forms.map(({ standing }) => standing));
  return (
    <EmbedShell
      frame={frame}
      title={name}
      page={`${origin}/${locale}${candidacyPath(ticket.publicId, ticket.person)}`}
      theme={theme}
      updated={last && capital(updatedWords(last, { t, locale, timeZone: forms[0]?.form.timeZone ?? "UTC" }))}
    >
      <p className="small">
        <AreaName area={contest.area} locale={locale} />, {localized(contest.election.name, locale).text}
      </p>
      <h1>{name}</h1>
      <ul className="entries">
        {forms.map(({ form, standing }) => {
          const title = localized(form.title, locale);
          return (
            <li key={form.slug}>
              <a href={`${origin}/${locale}/forms/${form.slug}`} lang={title.lang} {...OUT}>
                {title.text}
              </a>
              <StatusWord
                t={t}
                mark={standing.status}
                size={16}
                {...(standing.count ? { count: standing.count } : {})}
              />
            </li>
          );
        })}
      </ul>
    </EmbedShell>
  );
}
