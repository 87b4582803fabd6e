import type { SignatureFacts } from "../../standing/rules";
import type { Voice } from "../../ui/standing-words";

/** Where the public log holds the signature, and the files by which anybody verifies it without us. */
export function LogEntry({
  signature,
  voice,
}: {
  readonly signature: SignatureFacts;
  readonly voice: Voice;
}) {
  const { t, locale } = voice;
  const { logIndex, publicId } = signature;
  if (logIndex === null) return <p className="quiet">{t("directory.proof.queued")}</p>;
  return (
    <p>
      {t("directory.proof.logged", { index: logIndex })}{" "}
      <a href={`/${locale}/signatures/${publicId}/receipt.pdf`}>{t("directory.proof.receipt-pdf")}</a>
      {" · "}
      <a href={`/${locale}/signatures/${publicId}/receipt.zip`}>{t("directory.proof.receipt")}</a>
      {" · "}
      <a href={`/${locale}/verify`}>{t("directory.proof.verify")}</a>
    </p>
  );
}
