import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Narrow, PageTitle, Section } from "@/components/section";
import { StatusMark } from "@/components/status-mark";
import { StatusWord } from "@/components/status-word";
import { asset } from "@/lib/core/assets";
import type { Frame } from "@/lib/core/frame";
import { slugOf } from "@/lib/core/slug";
import { requiredSentences } from "@/lib/forms/ui/required";
import type { Opened, PageProps } from "../links/documents";
import type { Signing } from "../queries";
import type { SignedText } from "../receipts/queries";
import { statusNow } from "../rules";
import { cardWords } from "../sharing/words";
import type { DoneShown } from "../signing/documents";
import { LinkPage } from "./link-page";
import { Standing } from "./standing";
import { authorNames, countAnswers, momentOf, signedWhen, valuesOf } from "./wording";

interface Props {
  readonly frame: Frame;
  readonly opened: Opened<DoneShown>;
}

/** The first half of a hash in eight groups of four signs, as people compare it: four to a line. */
function HashWords({ hash }: { readonly hash: string }) {
  const groups = hash.slice(0, 32).match(/.{4}/g) ?? [];
  return (
    <span className="num">
      <span className="nobr">{groups.slice(0, 4).join(" ")}</span>{" "}
      <span className="nobr">{groups.slice(4).join(" ")}</span>
    </span>
  );
}

/** The signer's own page, by the ticket's short id; without the language. */
export function publicPath({ publicId, candidateName }: Omit<Signing["candidacy"], "id">): string {
  return `/candidacies/${publicId}-${slugOf(candidateName)}`;
}

/** The receipt: what was signed, when, of which version; how to change or withdraw it. */
export function DonePage({ opened, frame }: PageProps<DoneShown>) {
  const { t, locale } = frame;
  const { signed, signing, token } = opened;
  if (!signed || signed.signature.isWithdrawn) {
    return (
      <LinkPage frame={frame} title={t("signatures.done.none-title")}>
        <Narrow>
          <PageTitle title={t("signatures.done.none-title")} />
          <Standing opened={opened} frame={frame} />
          <div className="section">
            <EmptyState title={t("signatures.done.none")}>
              <a href={`/${locale}/sign/${token}`}>{t("signatures.done.to-link")}</a>
            </EmptyState>
          </div>
        </Narrow>
      </LinkPage>
    );
  }
  const at = signedWhen(signed.signature, locale, signed.version.timeZone);
  return (
    <LinkPage
      frame={frame}
      title={t("signatures.done.title")}
      aside={t("signatures.aside.done")}
      head={<script type="module" src={asset("share.js")} />}
    >
      <Narrow>
        <SignedLine frame={frame} signed={signed} signing={signing} />
        <PageTitle
          title={t("signatures.done.title")}
          deck={t("signatures.done.deck", { at, version: signed.version.number })}
        />
        <div className="stack">
          <Awaiting frame={frame} signed={signed} />
          <Facts facts={facts(frame, signed)} />
        </div>
        <Ways opened={opened} frame={frame} />
        <Sharing opened={opened} frame={frame} />
      </Narrow>
    </LinkPage>
  );
}

function SignedLine(props: { frame: Frame; signed: SignedText; signing: Signing }) {
  const { frame, signed, signing } = props;
  const { version, signature } = signed;
  const status = statusNow(valuesOf(version, signature.answers), version.minimum, signature.lacks);
  return (
    <div className="signing-line">
      <p className="line h3">{signing.person.name}</p>
      <StatusMark mark={status} size={40} />
      <span className="caption">{frame.t("signatures.done.signer")}</span>
    </div>
  );
}

/** What the form asks for before this signature counts. */
function Awaiting({ frame: { t }, signed: { version, signature } }: { frame: Frame; signed: SignedText }) {
  if (signature.lacks.length === 0) return null;
  return (
    <Notice>
      <p>
        <strong>{t("signatures.done.awaiting")}</strong> {requiredSentences(t, version).join(" ")}
      </p>
      {signature.lacks.includes("level") && <p>{t("signatures.done.awaiting-level")}</p>}
    </Notice>
  );
}

function facts({ t }: Frame, { version, signature }: SignedText) {
  const values = valuesOf(version, signature.answers);
  const yes = countAnswers(version, signature.answers).yes;
  const status = (
    <StatusWord
      t={t}
      mark={statusNow(values, version.minimum, signature.lacks)}
      count={{ yes, total: values.length }}
    />
  );
  return [
    { label: t("signatures.done.published"), value: status },
    { label: t("signatures.done.reference"), value: <span className="num">{signature.publicId}</span> },
    {
      label: t("signatures.done.hash", { version: version.number }),
      value: <HashWords hash={version.hash} />,
    },
  ];
}

/** A text and an image to show around: what is public already, in the signer's hands. */
function Sharing({ opened: { signing, shown }, frame: { t, locale, origin } }: Props) {
  const { shared, silence } = shown;
  if (!shared) return null;
  if (silence) {
    const until = momentOf(silence.until, locale, silence.timeZone);
    return (
      <Section title={t("signatures.sharing.title")}>
        <p className="stack">{t("signatures.sharing.silence", { until })}</p>
      </Section>
    );
  }
  const words = cardWords(t, locale, shared);
  const image = `/${locale}/signatures/${shared.publicId}/image.png`;
  const url = `${origin}/${locale}${publicPath(signing.candidacy)}`;
  return (
    <Section title={t("signatures.sharing.title")}>
      <div className="stack">
        <a href={image} download={`signature-${shared.publicId}.png`}>
          {/* biome-ignore lint/performance/noImgElement: documents are plain React, without Next's images */}
          <img
            className="share-image"
            src={image}
            width={1200}
            height={630}
            alt={t("signatures.sharing.image-alt", words)}
          />
          {t("signatures.sharing.image")}
          <span className="small quiet nobr"> {t("signatures.sharing.image-size")}</span>
        </a>
        <p>
          <a
            href={image.replace("image.png", "square.png")}
            download={`signature-${shared.publicId}-square.png`}
          >
            {t("signatures.sharing.square")}
          </a>
        </p>
        <p>
          <a href={`/${locale}/badges/${shared.publicId}`}>{t("signatures.badge.link")}</a>
        </p>
        <Field
          kind="textarea"
          name="share"
          label={t("signatures.sharing.text-label")}
          hint={t("signatures.sharing.text-hint")}
          defaultValue={t("signatures.sharing.text", { ...words, yes: shared.yes, total: shared.total, url })}
          data-share-copy={t("signatures.sharing.copy")}
          data-copied={t("signatures.sharing.copied")}
          data-share={t("signatures.sharing.share")}
        />
      </div>
    </Section>
  );
}

function Ways({ opened, frame: { t, locale } }: Props) {
  const { signing, token, shown } = opened;
  const at = `/${locale}/sign/${token}`;
  return (
    <>
      <div className="actions">
        <ButtonLink kind="solid" size="full" href={`/${locale}${publicPath(signing.candidacy)}`}>
          {t("signatures.done.public-page")}
        </ButtonLink>
      </div>
      <ul className="rows">
        <li className="act-row">
          <a href={at}>{t("signatures.done.read-again")}</a>
        </li>
        {shown.others > 0 && (
          <li className="act-row">
            <a href={`${at}/forms`}>{t("signatures.inbox.others", { count: shown.others })}</a>
          </li>
        )}
        {!signing.isClosed && (
          <li className="act-row">
            <a href={`${at}/answers`}>{t("signatures.open.change")}</a>
          </li>
        )}
        <li className="act-row">
          <a href={`${at}/passkey`}>{t("signatures.passkey.offer")}</a>
        </li>
        <li className="act-row">
          <a href={`${at}/withdraw`}>{t("signatures.open.withdraw")}</a>
        </li>
        <li className="act-row">
          <a href={`${at}/erase`}>{t("signatures.erasing.link")}</a>
        </li>
      </ul>
      <p className="caption">
        {t(shown.hasReceipt ? "signatures.done.mailed" : "signatures.done.not-mailed", {
          authors: authorNames(signing.version, locale),
          plural: signing.version.authors.length,
        })}{" "}
        {t("signatures.done.not-you")} <a href={`${at}/dispute`}>{t("signatures.done.not-you-link")}</a>
      </p>
    </>
  );
}
