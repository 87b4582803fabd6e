import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { Section, Split } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { AdminPage } from "@/lib/organizations/ui/admin-page";
import { displayName } from "../../rules";
import { joinAction } from "../actions";
import type { PastMerge, PersonRecord } from "../queries";
import { Merges } from "./merges";
import { PersonFacts, StoodFor } from "./person-facts";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly person: PersonRecord;
  readonly merges: readonly PastMerge[];
}

/** One person: who she is, what she stood for, and which records were joined to make her. */
export function AdminPersonPage({ frame, ctx, person, merges }: Props) {
  const { t, locale } = frame;
  const name = displayName(person);
  return (
    <AdminPage frame={frame} ctx={ctx} title={name} current="persons">
      <Crumbs
        t={t}
        crumbs={[{ label: t("elections.persons.title"), href: `/${locale}/admin/persons` }, { label: name }]}
      />
      <DeskHead title={name}>
        <a href={`/${locale}/people/${person.publicId}`}>{t("elections.persons.public-page")}</a>
      </DeskHead>
      <Split aside={<PersonFacts person={person} frame={frame} />}>
        <Section title={t("elections.persons.candidacies")}>
          <StoodFor person={person} frame={frame} />
        </Section>
        <Section title={t("elections.persons.history")}>
          {merges.length > 0 ? (
            <Merges merges={merges} frame={frame} />
          ) : (
            <p className="quiet">{t("elections.persons.never-joined")}</p>
          )}
        </Section>
        <Section title={t("elections.persons.join")}>
          <Join person={person} frame={frame} />
        </Section>
      </Split>
    </AdminPage>
  );
}

function Join({ person, frame: { t, locale } }: { person: PersonRecord; frame: Frame }) {
  return (
    <ActionForm
      action={joinAction}
      texts={errorTexts(locale, "elections", "organizations")}
      room="elections"
      wrong={t("components.errors.title", { count: 1 })}
      done={t("elections.persons.join-done")}
      isEmptiedWhenDone
    >
      <input type="hidden" name="personId" value={person.id} />
      <ActionField
        name="other"
        label={t("elections.persons.join-label")}
        hint={t("elections.persons.join-hint")}
      />
      <div className="actions">
        <Button kind="outlined">{t("elections.persons.join-button")}</Button>
      </div>
    </ActionForm>
  );
}
