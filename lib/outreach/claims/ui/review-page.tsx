import { Button } from "@/components/button";
import { ActionCheckbox, ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { ordinals } from "@/components/ordinals";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatInstant } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { spokenPhone } from "../../contacts/rules";
import { decideSuggestionAction } from "../../suggestions/actions";
import type { Suggestion } from "../../suggestions/queries";
import { decideClaimAction } from "../actions";
import type { Claim } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly claims: readonly Claim[];
  readonly suggestions: readonly Suggestion[];
}

/** What came in from outside and waits for a person: who says she is a candidate, and contacts that visitors know. */
export function ReviewPage({ frame, ctx, form, claims, suggestions }: Props) {
  const { t } = frame;
  const title = t("outreach.review.title");
  const of = ({ candidacy, role }: Claim) => `${candidacy} ${role}`;
  const people = [...new Set(claims.map(of))].map((one) => claims.filter((claim) => of(claim) === one));
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="review" title={title}>
      <DeskHead title={title} deck={t("outreach.review.deck")} />
      <Section title={t("outreach.review.claims")} note={t("outreach.review.claims-note")}>
        {claims.length === 0 ? (
          <EmptyState title={t("outreach.review.no-claims")}>
            {t("outreach.review.no-claims-text")}
          </EmptyState>
        ) : (
          people.map((own) => <Person key={own[0]?.id} frame={frame} form={form} claims={own} />)
        )}
      </Section>
      <Section title={t("outreach.review.suggestions")} note={t("outreach.review.suggestions-note")}>
        {suggestions.length === 0 ? (
          <EmptyState title={t("outreach.review.no-suggestions")}>
            {t("outreach.review.no-suggestions-text")}
          </EmptyState>
        ) : (
          <ul className="rows">
            {suggestions.map((one) => (
              <li key={one.id} className="act-row">
                <Suggested frame={frame} form={form} suggestion={one} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </FormDesk>
  );
}

interface PersonProps {
  readonly frame: Frame;
  readonly form: DeskForm;
  readonly claims: readonly Claim[];
}

/** All claims for one person stand together: which of them is true is for the officer to find out. */
function Person({ frame, form, claims }: PersonProps) {
  const { t } = frame;
  const [first] = claims;
  if (!first) return null;
  return (
    <article className="stack review-row">
      <h3 className="h3">
        <a href={`/${frame.locale}/desk/forms/${form.id}/candidates/${first.candidacy}`}>{first.name}</a>{" "}
        <span className="small quiet">
          {ordinals(
            [first.role === "substitute" ? t("outreach.own-name.substitute") : "", first.area]
              .filter(Boolean)
              .join(", "),
          )}
        </span>
      </h3>
      {claims.length > 1 && (
        <p>
          <strong>{t("outreach.review.several", { count: claims.length })}</strong>
        </p>
      )}
      {claims.map((claim) => (
        <OneClaim key={claim.id} frame={frame} form={form} claim={claim} />
      ))}
    </article>
  );
}

function OneClaim({ frame, form, claim }: Omit<PersonProps, "claims"> & { readonly claim: Claim }) {
  const { t, locale } = frame;
  const facts = [
    { label: t("outreach.review.email"), value: claim.email },
    {
      label: t("outreach.review.proof"),
      value: (
        <>
          {t(`outreach.review.proof-${claim.proof}`)}{" "}
          {claim.proof === "channel" && (
            <a href={claim.detail} rel="noreferrer nofollow">
              {claim.detail}
            </a>
          )}
          {claim.proof === "call-back" && <a href={`tel:${claim.detail}`}>{spokenPhone(claim.detail)}</a>}
        </>
      ),
    },
    { label: t("outreach.review.code"), value: <span className="num">{claim.code}</span> },
    { label: t("outreach.review.at"), value: formatInstant(claim.at, locale, form.timeZone) },
    ...(claim.knownSource ? [{ label: t("outreach.review.known"), value: claim.knownSource }] : []),
    ...(claim.accepted > 0
      ? [{ label: t("outreach.review.before"), value: t("outreach.review.accepted-before") }]
      : []),
  ];
  return (
    <ActionForm
      action={decideClaimAction}
      texts={errorTexts(locale, "outreach", "organizations")}
      room="outreach"
      wrong={t("components.errors.title", { count: 1 })}
      className="stack"
    >
      <Facts facts={facts} />
      <input type="hidden" name="claimId" value={claim.id} />
      <ActionField
        kind="textarea"
        rows={2}
        name="note"
        id={`note-${claim.id}`}
        label={t("outreach.review.note")}
        hint={t("outreach.review.note-hint")}
      />
      <ActionCheckbox
        name="isOwnAddress"
        value="yes"
        id={`own-${claim.id}`}
        label={t("outreach.review.own-address", { email: claim.email })}
      />
      <div className="actions">
        <Button name="verdict" value="accepted">
          {t("outreach.review.accept-claim")}
        </Button>
        <Button kind="neutral" name="verdict" value="refused">
          {t("outreach.review.refuse-claim")}
        </Button>
      </div>
    </ActionForm>
  );
}

function Suggested({
  frame,
  form,
  suggestion,
}: Omit<PersonProps, "claims"> & { readonly suggestion: Suggestion }) {
  const { t, locale } = frame;
  const { id, name, candidacy, area, role, channel, value, source, isHeld, others } = suggestion;
  const shown = channel === "phone" ? spokenPhone(value) : value;
  const notes = [
    role === "substitute" ? t("outreach.own-name.substitute") : "",
    isHeld ? t("outreach.review.held") : "",
    others > 0 ? t("outreach.review.others", { count: others }) : "",
  ].filter(Boolean);
  return (
    <>
      <span>
        <a href={`/${locale}/desk/forms/${form.id}/candidates/${candidacy}`}>{name}</a>{" "}
        <span className="small quiet">{ordinals(area)}</span>
        <span className="block">{shown}</span>
        <span className="small block">{t("outreach.review.source", { source })}</span>
        {notes.length > 0 && <span className="small quiet block">{notes.join(", ")}</span>}
      </span>
      <ActionForm
        action={decideSuggestionAction}
        texts={errorTexts(locale, "outreach", "organizations")}
        room="outreach"
        wrong={t("components.errors.title", { count: 1 })}
        className="act"
      >
        <input type="hidden" name="suggestionId" value={id} />
        <Button kind="outlined" name="verdict" value="accepted">
          {t("outreach.review.accept")}
          <span className="vh"> {shown}</span>
        </Button>{" "}
        <Button kind="neutral" name="verdict" value="refused">
          {t("outreach.review.refuse")}
          <span className="vh"> {shown}</span>
        </Button>
      </ActionForm>
    </>
  );
}
