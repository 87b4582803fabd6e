import { SiteIcon } from "@/components/site-frame";
import { asset } from "@/lib/core/assets";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatNumber } from "@/lib/core/time";
import { areaShort, fullName } from "../../../rules";
import type { WallView } from "../documents";
import { hemicycle } from "../rules";

type Props = ViewProps<WallView>;

const SECONDS = 20;

/** A page for a projector: no way to press, big words, a half circle of constituencies; once told so, the browser asks anew by itself. */
export function WallPage({ view, frame }: Props) {
  const { t, locale, isDemo } = frame;
  const { election, form, latest } = view;
  const name = localized(election.name, locale).text;
  const title = localized(form.title, locale);
  return (
    <html lang={locale}>
      {/* biome-ignore lint/style/noHeadElement: documents are plain React, without Next's head */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        {view.isLive && <meta httpEquiv="refresh" content={String(SECONDS)} />}
        <meta name="robots" content="noindex" />
        <title>{`${t("directory.wall.title")} · ${name} · Signataires`}</title>
        <link rel="stylesheet" href={asset("wall.css")} />
        <SiteIcon />
      </head>
      <body>
        {isDemo && <p className="demo">{t("components.shell.demo")}</p>}
        <header>
          <p>{name}</p>
          <h1 lang={title.lang}>{title.text}</h1>
        </header>
        <main>
          <Seats view={view} frame={frame} />
          <Figure view={view} frame={frame} />
        </main>
        <footer>
          {latest.length > 0 && (
            <ul>
              {latest.map(({ person, area, at }) => (
                <li key={`${person.publicId} ${at.toISOString()}`}>
                  <b>{fullName(person)}</b> {areaShort(area, locale)}
                </li>
              ))}
            </ul>
          )}
          <p>
            <a href={`/${locale}/elections/${election.slug}`}>Signataires</a> · {t("directory.wall.order")} ·{" "}
            <a href={view.isLive ? "?" : "?live"}>{t(`directory.wall.${view.isLive ? "still" : "live"}`)}</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

/** One circle for each constituency: full where its elected, or until then one of its candidates, signed. */
function Seats({ view: { seats, elected }, frame: { t, locale } }: Props) {
  const { places, radius } = hemicycle(seats.length);
  const isFull = (at: number) => (elected ? seats[at]?.isElectedSigned : (seats[at]?.signed ?? 0) > 0);
  const full = seats.filter((_, at) => isFull(at)).length;
  const words = elected ? "seats-elected" : "seats";
  const say = { full: formatNumber(full, locale), total: formatNumber(seats.length, locale) };
  return (
    <svg viewBox="0 0 1000 520" role="img" aria-label={t(`directory.wall.${words}`, say)}>
      {places.map(({ x, y }, at) => (
        <circle key={seats[at]?.code} cx={x} cy={y} r={radius} className={isFull(at) ? "on" : undefined} />
      ))}
    </svg>
  );
}

function Figure({ view, frame: { t, locale } }: Props) {
  const { elected, signed, candidacies, seats } = view;
  const number = (count: number) => formatNumber(count, locale);
  const covered = seats.filter((seat) => seat.signed > 0).length;
  return (
    <div className="figure">
      <p className="number">{number(elected ? elected.signed : signed)}</p>
      <p className="says">
        {elected
          ? t("directory.wall.elected", { count: elected.signed, total: number(elected.count) })
          : t("directory.wall.signed", { count: signed, total: number(candidacies) })}
      </p>
      <p className="more">
        {elected
          ? t("directory.wall.also", { signed: number(signed), total: number(candidacies) })
          : t("directory.wall.covered", { count: covered, total: number(seats.length) })}
      </p>
    </div>
  );
}
