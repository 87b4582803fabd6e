import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import type { AnswerValue } from "@/prisma/client/enums";
import type { Signing } from "../queries";
import { AreaWords, authorNames, countAnswers, engagementsOf, grammar, listOf, numeral } from "./wording";

interface Props {
  readonly frame: Frame;
  readonly signing: Pick<Signing, "version" | "answers" | "person" | "role" | "candidacy" | "area">;
}

/** "Moi, …, candidate, 7ᵉ circonscription des Yvelines, je prends sept engagements sur dix…": what is signed, in one sentence. */
export function SignedSentence({ frame, signing }: Props) {
  const { t, locale } = frame;
  const { version, person, role, candidacy, area } = signing;
  const standing = { role, gender: grammar(person.gender), candidate: candidacy.candidateName };
  return (
    <>
      {t("signatures.sentence.me", { name: person.name, ...standing })} <AreaWords name={area.name} />,{" "}
      {listOf(locale, acts(frame, signing))},{" "}
      {t("signatures.sentence.in-words", {
        version: version.number,
        form: localized(version.title, locale).text,
        authors: authorNames(version, locale),
      })}
    </>
  );
}

function acts({ t, locale }: Frame, { version, answers }: Props["signing"]): string[] {
  const total = engagementsOf(version).length;
  const counts = countAnswers(version, answers);
  const said = (act: AnswerValue, isFirst: boolean) => {
    const count = counts[act];
    const which = engagementsOf(version).filter(({ id }) => answers[id]?.value === act);
    return t(`signatures.sentence.${act}`, {
      count,
      isFirst: String(isFirst),
      isAll: String(count === total),
      number: numeral(t, count),
      total: numeral(t, total),
      list: listOf(
        locale,
        which.map(({ position }) => String(position)),
      ),
    });
  };
  const order: readonly AnswerValue[] = ["yes", "with_reservation", "no"];
  return order.filter((act) => counts[act] > 0).map((act, index) => said(act, index === 0));
}
