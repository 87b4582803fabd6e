import { Facts } from "@/components/facts";
import { ordinals } from "@/components/ordinals";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatNumber } from "@/lib/core/time";
import { displayName } from "../../rules";
import type { PersonRecord, Stood } from "../queries";

interface Props {
  readonly person: PersonRecord;
  readonly frame: Frame;
}

/** Everything by which the operator tells one person from another; seen by nobody else. */
export function PersonFacts({ person, frame: { t, locale } }: Props) {
  const { birthDate, gender, profession, otherNames } = person;
  const unknown = <span className="quiet">{t("elections.persons.unknown")}</span>;
  const facts = [
    {
      label: t("elections.persons.birth-date"),
      value: birthDate ? formatDate(new Date(birthDate), locale) : unknown,
    },
    {
      label: t("elections.persons.gender"),
      value: gender ? t(`elections.persons.gender-${gender}`) : unknown,
    },
    ...(profession ? [{ label: t("elections.persons.profession"), value: profession }] : []),
    ...(otherNames.length > 0
      ? [{ label: t("elections.persons.other-names"), value: otherNames.join(", ") }]
      : []),
  ];
  return <Facts facts={facts} />;
}

/** What a person stood for, newest first, each with its sources' words and a way into the administration. */
export function StoodFor({ person, frame }: Props) {
  return (
    <ul className="rows">
      {person.stood.map((one) => (
        <li key={`${one.id} ${one.role}`}>
          <OneStood one={one} frame={frame} />
        </li>
      ))}
    </ul>
  );
}

function OneStood({ one, frame: { t, locale } }: { one: Stood; frame: Frame }) {
  const { election, area, role, parties, nuance, status, isIncumbent, votes } = one;
  const counts = votes.map(({ round, votes: count, isElected }) =>
    [
      t("elections.persons.votes", { round, votes: count === null ? "—" : formatNumber(count, locale) }),
      isElected ? t("elections.persons.elected") : "",
    ]
      .filter(Boolean)
      .join(", "),
  );
  const said = [
    role === "substitute" ? t("elections.persons.as-substitute") : "",
    isIncumbent ? t("elections.persons.incumbent") : "",
    parties.join(", ") || nuance || "",
    status === "standing" ? "" : t(`elections.candidacy.${status}`),
    ...counts,
  ].filter(Boolean);
  return (
    <>
      <a href={`/${locale}/admin/candidacies/${one.publicId}`}>
        {localized(election, locale).text}, {area.code}
      </a>
      <span className="block">{ordinals(area.name)}</span>
      {said.length > 0 && <span className="caption block">{said.join(" · ")}</span>}
      {role === "candidate" && (
        <a className="block small" href={`/${locale}/admin/candidacies/${one.publicId}?add=correction#add`}>
          {t("elections.correction.open")}
        </a>
      )}
    </>
  );
}

/** One of two records that are compared. */
export function PersonSide({ person, frame, note }: Props & { readonly note: string }) {
  return (
    <article>
      <p className="caption">{note}</p>
      <h4 className="h2">
        <a href={`/${frame.locale}/admin/persons/${person.publicId}`}>{displayName(person)}</a>
      </h4>
      <PersonFacts person={person} frame={frame} />
      <StoodFor person={person} frame={frame} />
    </article>
  );
}
