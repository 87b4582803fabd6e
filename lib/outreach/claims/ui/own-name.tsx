import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { SearchBox } from "@/components/search-box";
import { Narrow, PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { slugOf } from "@/lib/core/slug";
import type { OwnNameView } from "../documents";

/** Where a candidate without a link finds her own name. */
export function OwnNamePage({ frame, view: { typed, found } }: ViewProps<OwnNameView>) {
  const { t, locale } = frame;
  const say = (key: string) => t(`outreach.own-name.${key}`);
  return (
    <DocumentShell frame={frame} title={say("title")}>
      <Narrow>
        <PageTitle title={say("title")} deck={say("deck")} />
        <SearchBox
          t={t}
          action={`/${locale}/claim`}
          value={typed}
          label={say("name")}
          button={say("search")}
        />
        {typed && found.length === 0 && <EmptyState title={say("none")}>{say("none-text")}</EmptyState>}
        {found.length > 0 && (
          <Section title={say("found")} note={say("found-note")}>
            <ul className="rows">
              {found.map(({ candidacy, name, area, election, role }) => (
                <li key={`${candidacy} ${role}`} className="act-row">
                  <span>
                    <strong>{name}</strong>
                    <span className="small quiet block">
                      {[
                        role === "substitute" ? say("substitute") : "",
                        area,
                        localized(election, locale).text,
                      ]
                        .filter(Boolean)
                        .join(", ")}
                    </span>
                  </span>
                  <span className="act">
                    <a href={`/${locale}/candidacies/${candidacy}-${slugOf(name)}/claim?role=${role}`}>
                      {say("me")}
                    </a>
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Narrow>
    </DocumentShell>
  );
}
