import { Notice } from "@/components/notice";
import type { Frame } from "@/lib/core/frame";
import { formatDate } from "@/lib/core/time";
import type { OwnOrganization } from "../../queries";
import { mayEdit } from "../../rules";

interface Props {
  readonly frame: Frame;
  readonly organizations: readonly OwnOrganization[];
}

/** What the operator decided about an NGO that may not publish, in the operator's words, and what to do next. */
export function ReviewTold({ frame, organizations }: Props) {
  const { t, locale } = frame;
  return organizations
    .filter(({ approvedAt }) => approvedAt === null)
    .map((ngo) => (
      <Notice key={ngo.id} isQuiet={ngo.refusedAt === null}>
        <p>
          <strong>
            {ngo.refusedAt
              ? t("organizations.told.refused", {
                  name: ngo.name,
                  date: formatDate(ngo.refusedAt, locale, "Europe/Paris"),
                })
              : t("organizations.told.waiting", { name: ngo.name })}
          </strong>
        </p>
        {ngo.reviewNote && <blockquote>{ngo.reviewNote}</blockquote>}
        <p>
          {t(ngo.refusedAt ? "organizations.told.refused-next" : "organizations.told.waiting-next")}{" "}
          {mayEdit(ngo.role) && <a href={`/${locale}/desk/members`}>{t("organizations.told.about")}</a>}
        </p>
      </Notice>
    ));
}
