import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { frameOf } from "@/lib/core/frame";
import { testDatabase } from "@/lib/core/testing/database";
import { aContest } from "../../testing/contest";
import { calendarDownload } from "./documents";

testDatabase();

async function made(slug: string): Promise<string | null> {
  const frame = await frameOf("fr", "");
  const file = await calendarDownload.load({
    locale: "fr",
    params: { slug },
    search: new URLSearchParams(),
    frame,
  });
  return file && typeof file !== "string" ? String(file.body) : null;
}

describe("the calendar of an election", () => {
  it("is read by another parser: rounds, silence in local time, forms, and the areas that vote apart", async () => {
    const { election, area, form } = await aContest(1);
    await db().electionRound.updateMany({
      where: { electionId: election.id, number: 1 },
      data: { pollingDate: new Date("2031-06-01") },
    });
    const round = await db().electionRound.findFirstOrThrow({
      where: { electionId: election.id, number: 1 },
      select: { id: true },
    });
    await db().pollingDate.create({
      data: {
        roundId: round.id,
        areaId: area.id,
        pollingDate: new Date("2031-05-31"),
        timeZone: "Pacific/Tahiti",
      },
      select: { roundId: true },
    });
    const body = (await made(election.slug)) ?? "";
    const calendar = new ICAL.Component(ICAL.parse(body));
    const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    const byUid = new Map(events.map((event) => [event.uid.split("@")[0], event]));
    expect(byUid.size).toBe(events.length);
    const first = byUid.get(`${election.slug}-round-1`);
    expect([first?.startDate.isDate, first?.startDate.toString(), first?.endDate.toString()]).toEqual([
      true,
      "2031-06-01",
      "2031-06-02",
    ]);
    const silence = byUid.get(`${election.slug}-silence-1`);
    expect(silence?.startDate.toJSDate()).toEqual(new Date("2031-05-30T22:00:00Z"));
    expect(silence?.endDate.toJSDate()).toEqual(new Date("2031-06-01T18:00:00Z"));
    const apart = byUid.get(`${election.slug}-silence-1-2031-05-31-pacific-tahiti-20-00`);
    expect(apart?.startDate.toJSDate()).toEqual(new Date("2031-05-30T10:00:00Z"));
    expect(apart?.location).toContain("7e circonscription");
    expect(byUid.has(`${form?.slug}-closes`)).toBe(true);
    for (const event of calendar.getAllSubcomponents("vevent")) {
      expect(event.getFirstPropertyValue("dtstamp")).not.toBeNull();
      expect(event.getFirstPropertyValue("summary")).not.toBe("");
    }
    for (const line of body.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(await made(election.slug)).toBe(body);
    expect(body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(await made("none")).toBeNull();
  });
});
