import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { describeAction } from "../actions";
import type { OwnOrganization } from "../queries";

/** What candidates read of an NGO, for its owners to change. */
export function AboutOrganization({ frame, organization }: { frame: Frame; organization: OwnOrganization }) {
  const { t, locale } = frame;
  const word = (name: string) => t(`organizations.about.${name}`);
  const { id, name, website, phone, replyTo } = organization;
  return (
    <Section title={word("title")} level={3}>
      <ActionForm
        action={describeAction}
        texts={errorTexts(locale, "organizations")}
        room="organizations"
        wrong={t("components.errors.title", { count: 1 })}
        done={word("done")}
      >
        <input type="hidden" name="organizationId" value={id} />
        <ActionField name="name" id={`about-name-${id}`} label={word("name")} defaultValue={name} />
        <ActionField name="website" label={word("website")} defaultValue={website ?? ""} />
        <ActionField
          name="phone"
          label={word("phone")}
          hint={word("phone-hint")}
          defaultValue={phone ?? ""}
        />
        <ActionField name="replyTo" label={word("reply-to")} defaultValue={replyTo ?? ""} />
        <div className="actions">
          <Button kind="neutral">{word("button")}</Button>
        </div>
      </ActionForm>
    </Section>
  );
}
