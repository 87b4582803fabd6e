import { linkToken } from "@/lib/core/auth/link";
import type { Letter } from "@/lib/core/mail";
import { loginMail } from "@/lib/organizations/login/queries";
import { countsMail, disputeMail, noticeMail } from "@/lib/signatures/disputing/ui/mails";
import { newLinkMail, readyMail } from "@/lib/signatures/ui/link-mails";
import { receiptMail } from "@/lib/signatures/ui/receipt-mail";
import { memberMail, type Posted } from "../post/queries";
import { invitationMail } from "../sending/queries";
import { loginLetter, memberLetter } from "./account-mails";
import { claimAcceptedMail, claimRefusedMail, reportAnswerMail } from "./answer-mails";
import { invitationLetter, linksOf } from "./invitation-mail";

type Render = (mail: Posted) => Promise<Letter | null>;

/** Every kind of mail and how its words are made from ids, at the moment they are needed. */
const MAILS: Readonly<Record<string, Render>> = {
  async login({ data, locale }) {
    const view = await loginMail(data.loginLinkId ?? "");
    return view && loginLetter(view, locale);
  },
  async member({ data, locale }) {
    const view = await memberMail(data.userId ?? "", data.organizationId ?? "");
    return view && memberLetter(view, locale);
  },
  async invitation({ data }) {
    const view = await invitationMail(data.invitationId ?? "");
    return view && invitationLetter(view.words, linksOf(view.words.locale, linkToken(view.linkId)));
  },
  async ready({ data: { linkId = "" }, locale }) {
    return readyMail(linkId, locale);
  },
  async "new-link"({ data: { linkId = "" }, locale }) {
    return newLinkMail(linkId, locale);
  },
  async "claim-accepted"({ data: { claimId = "", linkId = "" }, locale }) {
    return claimAcceptedMail(claimId, linkId, locale);
  },
  async "claim-refused"({ data: { claimId = "" }, locale }) {
    return claimRefusedMail(claimId, locale);
  },
  async "report-answer"({ data: { reportId = "" }, locale }) {
    return reportAnswerMail(reportId, locale);
  },
  async notice({ data: { contestId = "" }, locale }) {
    return noticeMail("notice", contestId, locale);
  },
  async "contest-link"({ data: { contestId = "" }, locale }) {
    return noticeMail("contest-link", contestId, locale);
  },
  async "dispute-told"({ data: { eventId = "" }, locale }) {
    return disputeMail(eventId, false, locale);
  },
  async "dispute-to-decide"({ data: { eventId = "" }, locale }) {
    return disputeMail(eventId, true, locale);
  },
  async counts({ data: { signatureId = "" }, locale }) {
    return countsMail(signatureId, locale);
  },
  async receipt({ data: { signatureId, linkId }, locale }) {
    return signatureId && linkId ? receiptMail({ signatureId, linkId }, locale) : null;
  },
};

/** The letter of an outbox row, or null where there is nothing to say any more. */
export async function letterFor(mail: Posted): Promise<Letter | null> {
  const render = MAILS[mail.template];
  if (!render) throw new Error(`no mail is called "${mail.template}"`);
  return render(mail);
}
