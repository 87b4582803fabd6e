import { expect, it } from "vitest";
import { mailtoOf, writingFor } from "./rules";

it("asks the silent, thanks the signers, and leaves everybody else in peace", () => {
  expect((["no-public-answer", "not-asked"] as const).map(writingFor)).toEqual(["ask", "ask"]);
  expect((["signed", "partly"] as const).map(writingFor)).toEqual(["thank", "thank"]);
  expect((["declined", "withdrawn", "disputed"] as const).map(writingFor)).toEqual([null, null, null]);
});

it("writes a mail to nobody, whose lines and signs survive", () => {
  const mail = new URL(mailtoOf("L’été & « nous »", "Bonjour,\n\nMerci ?"));
  expect([mail.protocol, mail.pathname]).toEqual(["mailto:", ""]);
  expect(mail.searchParams.get("subject")).toBe("L’été & « nous »");
  expect(mail.searchParams.get("body")).toBe("Bonjour,\r\n\r\nMerci ?");
});
