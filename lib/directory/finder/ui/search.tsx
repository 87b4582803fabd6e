import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { NearMe } from "@/components/near-me";
import { SearchBox } from "@/components/search-box";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { outlinesPath } from "../../outlines/rules";
import { fullName } from "../../rules";
import { AreaName } from "../../ui/area-name";
import type { SearchView } from "../documents";
import { type Choice, homonyms } from "../rules";

type Props = ViewProps<SearchView>;
type PlaceChoice = Extract<Choice, { kind: "place" }>;
type PartyChoice = Extract<Choice, { kind: "party" }>;
type PersonChoice = Extract<Choice, { kind: "person" }>;

/** What the words typed may mean, places and people apart; never more than one tap from the answer. */
export function SearchPage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { typed, choices } = view;
  const places = choices.filter((choice) => choice.kind === "place");
  const people = choices.filter((choice) => choice.kind === "person");
  const parties = choices.filter((choice) => choice.kind === "party");
  const { title, which } = headOf(view, t);
  return (
    <DocumentShell frame={frame} title={title} isIndexed={false}>
      <PageTitle title={title} deck={choices.length > 0 ? <p>{which}</p> : undefined} />
      <SearchBox t={t} action={`/${locale}/search`} value={typed}>
        {view.wrong ? (
          <p className="error">{t(view.wrong)}</p>
        ) : (
          <p>{t(view.isAddress ? "directory.finder.address.private" : "directory.finder.hint")}</p>
        )}
      </SearchBox>
      {view.election && view.hasOutlines && choices.length === 0 && (
        <NearMe t={t} outlines={`/${locale}${outlinesPath(view.election.slug)}`} />
      )}
      {typed === "" && <Ways view={view} frame={frame} />}
      {choices.length === 0 && typed !== "" && !view.wrong && <Nothing frame={frame} view={view} />}
      {places.length > 0 && <Places choices={places} frame={frame} />}
      {people.length > 0 && <People choices={people} frame={frame} />}
      {parties.length > 0 && <Parties choices={parties} frame={frame} />}
    </DocumentShell>
  );
}

/** What the page says of the words typed, and asks where they may mean several things. */
function headOf({ typed, wrong, choices, isAddress, unknownCode }: SearchView, t: Frame["t"]) {
  const count = choices.length;
  const which = t("directory.finder.which");
  if (typed === "" || wrong) return { title: t("directory.finder.title"), which };
  if (unknownCode)
    return {
      title: t("directory.finder.unknown-code.title", { code: unknownCode }),
      which: t("directory.finder.unknown-code.which"),
    };
  return isAddress
    ? {
        title: t("directory.finder.address.for", { count }),
        which: t("directory.finder.address.which", { count }),
      }
    : { title: t("directory.finder.for", { typed, count }), which };
}

/** Where nothing is typed yet: the other ways to an answer. */
function Ways({ view, frame: { t, locale } }: Props) {
  const ways = [
    ...(view.election ? [{ href: `elections/${view.election.slug}`, word: "browse" }] : []),
    ...(view.election ? [{ href: "find", word: "by-department" }] : []),
    { href: "forms", word: "by-form" },
    { href: "method", word: "by-method" },
  ];
  return (
    <Section title={t("directory.finder.otherwise")}>
      <ul className="rows">
        {ways.map(({ href, word }) => (
          <li key={href}>
            <p className="h3">
              <a href={`/${locale}/${href}`}>{t(`directory.finder.${word}`)}</a>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Nothing({ view, frame: { t, locale } }: Props) {
  return (
    <div className="section">
      <EmptyState title={t(view.isAddress ? "directory.finder.address.tried" : "directory.finder.tried")}>
        {view.unknownCode && <p>{t("directory.finder.unknown-code.nowhere")}</p>}
        <p>{t(view.isAddress ? "directory.finder.address.nothing" : "directory.finder.nothing-more")}</p>
        {view.election && (
          <p>
            <a href={`/${locale}/elections/${view.election.slug}`}>{t("directory.finder.browse")}</a>
          </p>
        )}
      </EmptyState>
    </div>
  );
}

function Places({ choices, frame: { t, locale } }: { choices: readonly PlaceChoice[]; frame: Frame }) {
  return (
    <Section title={t("directory.finder.places", { count: choices.length })}>
      <ul className="rows">
        {choices.map(({ place, path }) => {
          const { area, postcodes, wholes, alias } = place;
          const more = [
            t(`directory.finder.level.${LEVELS.includes(area.level) ? area.level : "other"}`),
            area.parent?.name,
            postcodes.length > 0 && postcodes.length < 6 ? postcodes.join(", ") : "",
            alias ? t("directory.finder.alias", { alias }) : "",
            wholes.length > 1 ? t("directory.finder.split", { count: wholes.length }) : "",
          ].filter(Boolean);
          return (
            <li key={`${area.scheme} ${area.code}`}>
              <p className="h3">
                <a href={`/${locale}${path}`}>
                  <AreaName area={area} locale={locale} />
                </a>
              </p>
              <p className="small quiet">{more.join(" · ")}</p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Parties({ choices, frame: { t, locale } }: { choices: readonly PartyChoice[]; frame: Frame }) {
  return (
    <Section title={t("directory.finder.parties", { count: choices.length })}>
      <ul className="rows">
        {choices.map(({ party, path }) => (
          <li key={party.slug}>
            <p className="h3">
              <a href={`/${locale}${path}`}>{party.name}</a>
            </p>
            <p className="small quiet">{t("directory.finder.nominees", { count: party.candidacies })}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const LEVELS = ["commune", "borough", "department", "constituency", "country", "region"];

function People({ choices, frame: { t, locale } }: { choices: readonly PersonChoice[]; frame: Frame }) {
  const twice = homonyms(choices.map(({ person }) => fullName(person.person)));
  return (
    <Section
      title={t("directory.finder.people", { count: choices.length })}
      note={twice.size > 0 ? t("directory.finder.homonyms") : undefined}
    >
      <ul className="rows">
        {choices.map(({ person: found, path }) => {
          const { person, area, role, candidate, party, panelNumber, electionName, elections } = found;
          const name = fullName(person);
          return (
            <li key={person.publicId}>
              <p className="h3">
                <a href={`/${locale}${path}`}>{name}</a>
              </p>
              <p className="small quiet">
                <AreaName area={area} locale={locale} isShort />
                {" · "}
                {[
                  localized(electionName, locale).text,
                  role === "substitute"
                    ? t("directory.finder.substitute-of", { name: fullName(candidate) })
                    : (party ?? ""),
                  twice.has(name) && panelNumber !== null
                    ? t("directory.finder.panel", { number: panelNumber })
                    : "",
                  elections > 1 ? t("directory.finder.elections", { count: elections }) : "",
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
