interface Returned {
  readonly reference: string;
  readonly status?: string;
  readonly action?: string;
  readonly diagnostic?: string;
}

/** A delivery status notification (RFC 3464) as a mail server writes it, with the headers of the mail that came back. */
export function aReturnedMail({
  reference,
  status = "5.1.1",
  action = "failed",
  diagnostic = "smtp; 550 5.1.1 <qui@campagne.example>: no such user",
}: Returned): string {
  return `Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: no-reply@engagements.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="=_b1/mx.example"

This is a MIME-encapsulated message.

--=_b1/mx.example
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--=_b1/mx.example
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 3 May 2027 10:00:00 +0200

Final-Recipient: rfc822; qui@campagne.example
Action: ${action}
Status: ${status}
Diagnostic-Code: ${diagnostic}

--=_b1/mx.example
Content-Type: text/rfc822-headers

Return-Path: <no-reply@engagements.example>
Message-ID: <${reference}@engagements.example>
X-Signataires-Reference: ${reference}
Subject: Vos engagements

--=_b1/mx.example--
`.replace(/\n/g, "\r\n");
}

/** A complaint (RFC 5965) as a large mail host sends it when its user presses "spam". */
export function aComplaint(reference: string): string {
  const mail = Buffer.from(`Message-ID: <${reference}@engagements.example>\nSubject: x\n\nBonjour`).toString(
    "base64",
  );
  return `From: feedback@host.example
Content-Type: multipart/report; report-type=feedback-report; boundary=b2

--b2
Content-Type: text/plain

This is an email abuse report.
--b2
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Host/1.0
--b2
Content-Type: message/rfc822
Content-Transfer-Encoding: base64

${mail}
--b2--
`;
}
